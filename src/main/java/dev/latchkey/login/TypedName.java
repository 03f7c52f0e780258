package dev.latchkey.login;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.mode.CookieSettings;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/**
 * Keeps the name of a failed login for the form that is shown again: in a cookie, because
 * what is typed into a form has no place in an address (ASVS 5.0 14.2.1), and for a
 * minute.
 */
class TypedName {

	private static final Duration LIFETIME = Duration.ofMinutes(1);

	/** In bytes; a longer one is not kept. */
	private static final int LONGEST = 256;

	private final CookieSettings cookies;

	TypedName(CookieSettings cookies) {
		this.cookies = cookies;
	}

	void keep(String name, HttpServletResponse response) {
		byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
		if (bytes.length <= LONGEST) {
			response.addHeader(HttpHeaders.SET_COOKIE,
					ResponseCookie.from(cookie(), Base64Url.encode(bytes))
						.secure(this.cookies.secure())
						.httpOnly(true)
						.sameSite("Lax")
						.path("/")
						.maxAge(LIFETIME)
						.build()
						.toString());
		}
	}

	/**
	 * Return the name that was kept.
	 * @return the name as it was typed, or {@code null}
	 */
	@Nullable String in(HttpServletRequest request) {
		@Nullable Cookie cookie = WebUtils.getCookie(request, cookie());
		if (cookie == null || cookie.getValue().length() > 2 * LONGEST) {
			return null;
		}
		try {
			return new String(Base64Url.decode(cookie.getValue()), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private String cookie() {
		return this.cookies.name("latchkey-name");
	}

}
