package dev.latchkey.text;

import org.jspecify.annotations.Nullable;

/**
 * Makes text from a client safe to store, log and show: writes control, format (such as
 * bidirectional) and broken characters as escapes, and limits the length.
 */
public final class SafeText {

	private SafeText() {
	}

	public static @Nullable String escape(@Nullable String text, int longest) {
		if (text == null || text.isEmpty()) {
			return null;
		}
		StringBuilder safe = new StringBuilder();
		for (int i = 0; i < text.length();) {
			int character = text.codePointAt(i);
			String next = VisibleCharacters.isAssigned(character) ? Character.toString(character)
					: "\\u%04x".formatted(character);
			if (safe.length() + next.length() > longest) {
				break;
			}
			safe.append(next);
			i += Character.charCount(character);
		}
		return safe.toString();
	}

}
