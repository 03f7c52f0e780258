package dev.latchkey.text;

import org.jspecify.annotations.Nullable;

/**
 * Text that can neither break a line nor change how the rest of it is shown, whatever a
 * client sent: control, format (bidirectional among them) and broken characters are
 * spelled out, and it has a bound. Done once, before an event is kept anywhere.
 */
public final class SafeText {

	private SafeText() {
	}

	public static @Nullable String of(@Nullable String text, int longest) {
		if (text == null || text.isEmpty()) {
			return null;
		}
		StringBuilder safe = new StringBuilder();
		for (int i = 0; i < text.length();) {
			int character = text.codePointAt(i);
			String next = visible(character) ? Character.toString(character) : "\\u%04x".formatted(character);
			if (safe.length() + next.length() > longest) {
				break;
			}
			safe.append(next);
			i += Character.charCount(character);
		}
		return safe.toString();
	}

	private static boolean visible(int character) {
		return switch (Character.getType(character)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
					Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
				false;
			default -> true;
		};
	}

}
