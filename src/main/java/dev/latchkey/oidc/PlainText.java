package dev.latchkey.oidc;

import java.util.Arrays;
import java.util.Map;

/**
 * Tells whether what a browser brings for an application can be kept and sent back: no
 * name and no value in OAuth has a control character (RFC 6749, appendix A), and not
 * every database takes NUL.
 */
public final class PlainText {

	private PlainText() {
	}

	/**
	 * Tell whether no parameter has a control character.
	 * @param parameters each name with its values
	 * @return whether that is so
	 */
	public static boolean isAllOf(Map<String, String[]> parameters) {
		return parameters.keySet().stream().allMatch(PlainText::is)
				&& parameters.values().stream().flatMap(Arrays::stream).allMatch(PlainText::is);
	}

	/**
	 * Tell whether a text has no control character.
	 * @param text the text
	 * @return whether that is so
	 */
	public static boolean is(String text) {
		return text.chars().noneMatch(Character::isISOControl);
	}

}
