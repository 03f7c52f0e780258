package dev.latchkey.mode.jwt;

import java.util.List;

import dev.latchkey.mode.AmbiguousCredentialsException;
import dev.latchkey.mode.CredentialCookies;
import dev.latchkey.mode.CredentialResolver;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Finds the refresh token that a browser sends.
 */
class RefreshCookie {

	private final CredentialResolver credentialResolver;

	RefreshCookie(CredentialResolver credentialResolver) {
		this.credentialResolver = credentialResolver;
	}

	/**
	 * Return the refresh token in a request's cookie.
	 * @return the token, or {@code null} where there is none
	 * @throws AmbiguousCredentialsException if there are two different ones
	 */
	@Nullable String find(HttpServletRequest request) {
		List<String> found = this.credentialResolver.cookieValues(request, CredentialCookies.REFRESH);
		if (found.isEmpty()) {
			return null;
		}
		String first = found.get(0);
		if (!found.stream().allMatch(first::equals)) {
			throw new AmbiguousCredentialsException();
		}
		return first;
	}

}
