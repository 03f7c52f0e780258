package dev.latchkey.text;

/**
 * Decides which characters a text may contain, in three degrees of strictness. Each
 * admits only what the one before admits.
 * <ol>
 * <li>{@link #isPrintable}: neither breaks a line nor changes how the text around it is
 * shown
 * <li>{@link #isAssigned}: also has a meaning that Unicode assigns
 * <li>{@link #isVisible}: can also be seen by itself, so that two names that look the
 * same are the same
 * </ol>
 */
public final class VisibleCharacters {

	// refused in a path, even encoded, by servers and by Spring Security's firewall
	private static final String NOT_IN_A_PATH = "/\\;%";

	private VisibleCharacters() {
	}

	/**
	 * Return whether a character neither breaks a line nor changes how the text around it
	 * is shown.
	 * @param character a code point
	 */
	public static boolean isPrintable(int character) {
		return switch (Character.getType(character)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
					Character.PARAGRAPH_SEPARATOR ->
				false;
			default -> true;
		};
	}

	/**
	 * Return whether a character is printable and means the same everywhere.
	 * @param character a code point
	 */
	public static boolean isAssigned(int character) {
		return switch (Character.getType(character)) {
			case Character.PRIVATE_USE, Character.UNASSIGNED -> false;
			default -> isPrintable(character);
		};
	}

	/**
	 * Return whether a character is assigned and can be seen. A space cannot.
	 * @param character a code point
	 */
	public static boolean isVisible(int character) {
		return isAssigned(character) && Character.getType(character) != Character.SPACE_SEPARATOR
				&& !isIgnorable(character);
	}

	/**
	 * Return whether a character is visible and can be part of a path segment of a URL.
	 * @param character a code point
	 */
	public static boolean isVisibleInPath(int character) {
		return isVisible(character) && NOT_IN_A_PATH.indexOf(character) < 0;
	}

	/**
	 * Leave out the characters of a text that are not printable.
	 * @param text the text
	 * @param longest how many of its printable characters are kept at most
	 */
	public static String keepPrintable(String text, long longest) {
		return text.codePoints()
			.filter(VisibleCharacters::isPrintable)
			.limit(longest)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

	// the default ignorable code points of Unicode that have another category, and the
	// empty Braille pattern
	private static boolean isIgnorable(int character) {
		return switch (character) {
			case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0 -> true;
			default -> isWithin(character, 0x180B, 0x180F) || isWithin(character, 0xFE00, 0xFE0F)
					|| isWithin(character, 0xE0000, 0xE0FFF);
		};
	}

	private static boolean isWithin(int character, int first, int last) {
		return character >= first && character <= last;
	}

}
