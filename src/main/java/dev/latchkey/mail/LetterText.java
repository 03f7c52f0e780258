package dev.latchkey.mail;

/**
 * What a letter says.
 *
 * @param language its language
 * @param subject one line, without anything that a person typed
 * @param plain the text
 * @param html the same as HTML
 */
record LetterText(String language, String subject, String plain, String html) {

	/**
	 * Keep links out of logs.
	 */
	@Override
	public String toString() {
		return "LetterText";
	}

}
