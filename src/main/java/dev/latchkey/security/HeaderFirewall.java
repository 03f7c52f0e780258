package dev.latchkey.security;

import java.nio.charset.StandardCharsets;

import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Refuses what Spring Security's strict firewall refuses. Its rules for the names and
 * values of header fields are the same too, but are checked without a regular expression,
 * which each reading of a token had to walk through.
 */
class HeaderFirewall extends StrictHttpFirewall {

	HeaderFirewall() {
		setAllowedHeaderNames(HeaderFirewall::isName);
		setAllowedHeaderValues(HeaderFirewall::isText);
	}

	private static boolean isName(String name) {
		return isText(name) && name.indexOf('\t') < 0;
	}

	private static boolean isText(String value) {
		// a token is long, and an array is read faster than a string
		for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
			// those of all other characters are negative
			if (octet < ' ' || octet > '~') {
				return value.codePoints().allMatch(HeaderFirewall::isText);
			}
		}
		return true;
	}

	private static boolean isText(int character) {
		return character == '\t' || (Character.isDefined(character) && !Character.isISOControl(character));
	}

}
