package dev.latchkey.forwardauth;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import dev.latchkey.crypto.RandomValues;
import dev.latchkey.grant.HostGrant;
import dev.latchkey.mode.CredentialCookies;
import dev.latchkey.mode.CredentialResolver;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseCookie;

/**
 * Latchkey's cookies on the hosts of applications. Browsers do not tell ports apart (RFC
 * 6265, 8.5), so on a host with a port the names have it.
 */
class HostCookies {

	/** Carries the host credential. */
	private static final String CREDENTIAL = "latchkey-app";

	/** Carries what proves that a ticket comes to the browser that started. */
	private static final String NONCE = "latchkey-start";

	private static final Duration NONCE_AGE = Duration.ofHours(1);

	private static final int NONCE_LENGTH = 32;

	private static final Pattern WELL_FORMED_NONCE = Pattern.compile("[A-Za-z0-9_-]{43}");

	// a browser sends one; what more there is costs time
	private static final int MOST_LOOKED_AT = 4;

	private final CredentialCookies cookies;

	private final CredentialResolver resolver;

	HostCookies(CredentialCookies cookies, CredentialResolver resolver) {
		this.cookies = cookies;
		this.resolver = resolver;
	}

	/**
	 * Return the host credentials that a request carries, which may be anything.
	 */
	List<String> credentials(HttpServletRequest request, String host) {
		List<String> values = this.resolver.cookieValues(request, CREDENTIAL + suffix(host));
		return (values.size() > MOST_LOOKED_AT) ? values.subList(0, MOST_LOOKED_AT) : values;
	}

	ResponseCookie credential(String host, HostGrant grant) {
		return this.cookies.create(CREDENTIAL + suffix(host), grant.credential(), grant.maxAge());
	}

	ResponseCookie expiredCredential(String host) {
		return this.cookies.expired(CREDENTIAL + suffix(host));
	}

	/**
	 * Return the nonce that a browser keeps for a host.
	 * @return the nonce, or {@code null} if it keeps none
	 */
	@Nullable String nonce(HttpServletRequest request, String host) {
		return this.resolver.cookieValues(request, NONCE + suffix(host))
			.stream()
			.filter((value) -> WELL_FORMED_NONCE.matcher(value).matches())
			.findFirst()
			.orElse(null);
	}

	ResponseCookie nonce(String host, String nonce) {
		return this.cookies.create(NONCE + suffix(host), nonce, NONCE_AGE);
	}

	static String newNonce() {
		return RandomValues.base64Url(NONCE_LENGTH);
	}

	/**
	 * Return what follows the name of each cookie of a host.
	 */
	static String suffix(String host) {
		int colon = host.lastIndexOf(':');
		return (colon > host.lastIndexOf(']')) ? "-" + host.substring(colon + 1) : "";
	}

}
