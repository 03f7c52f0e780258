package dev.latchkey.mode;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRequestHandler;
import org.springframework.security.web.csrf.InvalidCsrfTokenException;
import org.springframework.security.web.csrf.MissingCsrfTokenException;

/**
 * Guards the few calls that take a credential from a cookie or from the body. Another
 * site can forge them only in the first case, and only the body tells which case it is.
 */
public class CookieCsrfGuard {

	private final CsrfTokenRepository tokens;

	private final CsrfTokenRequestHandler handler;

	CookieCsrfGuard(CsrfTokenRepository tokens, CsrfTokenRequestHandler handler) {
		this.tokens = tokens;
		this.handler = handler;
	}

	/**
	 * Require the token against forged requests.
	 * @param request a request that is about to be authorised by a cookie
	 * @throws org.springframework.security.web.csrf.CsrfException if it has no token, or
	 * a wrong one
	 */
	public void requireCsrfToken(HttpServletRequest request) {
		CsrfToken expected = this.tokens.loadToken(request);
		if (expected == null) {
			throw new MissingCsrfTokenException(null);
		}
		String actual = this.handler.resolveCsrfTokenValue(request, expected);
		if (!equal(expected.getToken(), actual)) {
			throw new InvalidCsrfTokenException(expected, actual);
		}
	}

	private static boolean equal(String expected, @Nullable String actual) {
		return actual != null && MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8),
				actual.getBytes(StandardCharsets.UTF_8));
	}

}
