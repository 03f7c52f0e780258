package dev.latchkey.mode;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How cookies are named and guarded.
 *
 * @param secure whether cookies are sent over TLS (and to localhost) only; if not, they
 * have no {@code __Host-} prefix either
 */
@ConfigurationProperties("latchkey.cookie")
public record CookieSettings(@DefaultValue("true") boolean secure) {

	/**
	 * Return a cookie's full name.
	 * @param name the name without prefix
	 * @return the name with {@code __Host-}, where cookies are secure (RFC 6265bis,
	 * 4.1.3.2)
	 */
	public String name(String name) {
		return this.secure ? "__Host-" + name : name;
	}

}
