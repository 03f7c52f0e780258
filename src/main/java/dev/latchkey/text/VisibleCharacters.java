package dev.latchkey.text;

/**
 * The characters that a name can have: those that can be seen; and of these, in a
 * username, those that a path of a URL can carry.
 */
public final class VisibleCharacters {

	// refused in a path, even encoded, by servers and by Spring Security's firewall
	private static final String NOT_IN_A_PATH = "/\\;%";

	private VisibleCharacters() {
	}

	public static boolean allowed(int character) {
		return visible(character) && NOT_IN_A_PATH.indexOf(character) < 0;
	}

	/**
	 * Tell whether a character can be seen, and leaves the text around it as it is.
	 */
	public static boolean visible(int character) {
		return switch (Character.getType(character)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
					Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
				false;
			default -> !invisible(character);
		};
	}

	// what Unicode calls default ignorable, where the category does not say so already;
	// and
	// the empty Braille pattern
	private static boolean invisible(int character) {
		return switch (character) {
			case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0 -> true;
			default -> within(character, 0x180B, 0x180F) || within(character, 0xFE00, 0xFE0F)
					|| within(character, 0xE0000, 0xE0FFF);
		};
	}

	private static boolean within(int character, int first, int last) {
		return character >= first && character <= last;
	}

}
