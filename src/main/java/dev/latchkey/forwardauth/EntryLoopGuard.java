package dev.latchkey.forwardauth;

import java.time.Duration;

import dev.latchkey.crypto.Sha256;
import dev.latchkey.mode.CredentialCookies;
import dev.latchkey.mode.CredentialResolver;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.ResponseCookie;

/**
 * Stops a browser that enters again and again for one path within seconds, because its
 * host credential does not reach Latchkey when the proxy asks. The count is in a cookie,
 * without a MAC: a browser that changes it only misleads itself.
 */
class EntryLoopGuard {

	private static final String COOKIE = "latchkey-round";

	private static final Duration AGE = Duration.ofSeconds(10);

	// each is four redirects, and browsers follow twenty
	private static final int MOST = 4;

	private final CredentialCookies cookies;

	private final CredentialResolver resolver;

	EntryLoopGuard(CredentialCookies cookies, CredentialResolver resolver) {
		this.cookies = cookies;
		this.resolver = resolver;
	}

	/**
	 * Return whether a browser has entered so often that it must not do so again.
	 */
	boolean isLooping(HttpServletRequest request, String host, String path) {
		return count(request, host, path) >= MOST;
	}

	/**
	 * Return the cookie with a count that is one higher.
	 */
	ResponseCookie incremented(HttpServletRequest request, String host, String path) {
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
