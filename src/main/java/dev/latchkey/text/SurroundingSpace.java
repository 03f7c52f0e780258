package dev.latchkey.text;

/**
 * Cuts the space before and after a name, which keyboards and clipboards add unasked:
 * spaces of all kinds and widths, tabs and ends of lines.
 */
public final class SurroundingSpace {

	private SurroundingSpace() {
	}

	/**
	 * Cut the space around a text.
	 * @param text the text
	 * @return the text from its first character that is no space to its last
	 */
	public static String cut(String text) {
		int start = 0;
		int end = text.length();
		while (start < end && isSpace(text.charAt(start))) {
			start++;
		}
		while (end > start && isSpace(text.charAt(end - 1))) {
			end--;
		}
		return text.substring(start, end);
	}

	// no space takes two chars; the one method leaves out tabs, the other fixed spaces
	private static boolean isSpace(char character) {
		return Character.isSpaceChar(character) || Character.isWhitespace(character);
	}

}
