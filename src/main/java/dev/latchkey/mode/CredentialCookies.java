package dev.latchkey.mode;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseCookie;

/**
 * The cookies that carry credentials: out of reach of scripts, of other hosts and of
 * other sites' forms (ASVS 5.0 3.3).
 */
public class CredentialCookies {

	/** Carries the credential of a signed-in request. */
	public static final String CREDENTIAL = "latchkey";

	/** Carries a refresh token, in modes that have one. */
	public static final String REFRESH = "latchkey-refresh";

	/** Carries the mark of a device that has signed in before. It opens nothing. */
	public static final String DEVICE = "latchkey-device";

	/** Carries the ticket of a login that waits for a second factor. */
	public static final String LOGIN = "latchkey-login";

	private final CookieSettings settings;

	CredentialCookies(CookieSettings settings) {
		this.settings = settings;
	}

	/**
	 * Create a cookie that carries a credential.
	 * @param name its name without prefix
	 * @param value the credential
	 * @param lifetime how long the browser keeps it, or {@code null} for as long as it
	 * runs
	 * @return the cookie
	 */
	public ResponseCookie create(String name, String value, @Nullable Duration lifetime) {
		ResponseCookie.ResponseCookieBuilder cookie = ResponseCookie.from(this.settings.name(name), value)
			.path("/")
			.httpOnly(true)
			.secure(this.settings.secure())
			.sameSite("Lax");
		return (lifetime != null) ? cookie.maxAge(lifetime).build() : cookie.build();
	}

	/**
	 * Return an expired cookie that clears another.
	 * @param name its name without prefix
	 * @return the cookie
	 */
	public ResponseCookie expired(String name) {
		return create(name, "", Duration.ZERO);
	}

	/**
	 * Return a cookie's full name.
	 * @param name its name without prefix
	 * @return the name as requests carry it
	 */
	public String name(String name) {
		return this.settings.name(name);
	}

}
