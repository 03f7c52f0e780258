package dev.latchkey.mode.jwt;

import java.util.Arrays;
import java.util.List;

import dev.latchkey.mode.AmbiguousCredentialsException;
import dev.latchkey.mode.CredentialCookies;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Finds the refresh token that a browser sends.
 */
class RefreshCookie {

	private final String name;

	RefreshCookie(CredentialCookies cookies) {
		this.name = cookies.name(CredentialCookies.REFRESH);
	}

	/**
	 * Return the refresh token in a request's cookie.
	 * @return the token, or {@code null} where there is none
	 * @throws AmbiguousCredentialsException if there are two different ones
	 */
	@Nullable String in(HttpServletRequest request) {
		if (request.getCookies() == null) {
			return null;
		}
		List<String> found = Arrays.stream(request.getCookies())
			.filter((cookie) -> cookie.getName().equals(this.name) && !cookie.getValue().isEmpty())
			.map(Cookie::getValue)
			.distinct()
			.toList();
		if (found.size() > 1) {
			throw new AmbiguousCredentialsException();
		}
		return found.isEmpty() ? null : found.get(0);
	}

}
