package dev.latchkey.forwardauth;

import java.time.Duration;

import dev.latchkey.crypto.Sha256;
import dev.latchkey.mode.CredentialCookies;
import dev.latchkey.mode.CredentialResolver;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.ResponseCookie;

/**
 * Counts how often a browser enters for one path within seconds. It goes round and round
 * where its host credential does not reach Latchkey when the proxy asks. The browser
 * keeps the count in a cookie; it would only mislead itself.
 */
class EntryRounds {

	private static final String COOKIE = "latchkey-round";

	private static final Duration AGE = Duration.ofSeconds(10);

	// each is four redirects, and browsers follow twenty
	private static final int MOST = 4;

	private final CredentialCookies cookies;

	private final CredentialResolver resolver;

	EntryRounds(CredentialCookies cookies, CredentialResolver resolver) {
		this.cookies = cookies;
		this.resolver = resolver;
	}

	/**
	 * Return whether a browser is to enter no further time.
	 */
	boolean areOver(HttpServletRequest request, String host, String path) {
		return count(request, host, path) >= MOST;
	}

	/**
	 * Return the cookie that counts one more.
	 */
	ResponseCookie next(HttpServletRequest request, String host, String path) {
		return this.cookies.create(COOKIE + HostCookies.suffix(host), (count(request, host, path) + 1) + mark(path),
				AGE);
	}

	private int count(HttpServletRequest request, String host, String path) {
		String mark = mark(path);
		return this.resolver.cookieValues(request, COOKIE + HostCookies.suffix(host))
			.stream()
			.filter((value) -> value.length() == mark.length() + 1 && value.endsWith(mark))
			.mapToInt((value) -> Character.digit(value.charAt(0), 10))
			.filter((count) -> count > 0)
			.max()
			.orElse(0);
	}

	private static String mark(String path) {
		return "." + Sha256.base64Url(path);
	}

}
