package dev.latchkey.oidc.authorize;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriUtils;

/**
 * Where an authorization request is answered (RFC 6749, 4.1.2).
 *
 * @param redirectUri the address, which is registered
 * @param state what the application wants back, or {@code null} if that is nothing
 * @param issuer who answers (RFC 9207)
 */
record ReturnAddress(String redirectUri, @Nullable String state, String issuer) {

	/**
	 * Return the address with a code.
	 */
	String withCode(String code) {
		return with("code=" + encoded(code));
	}

	/**
	 * Return the address with an error.
	 */
	String with(AuthorizationRefusedException refusal) {
		return with("error=" + refusal.error().code() + "&error_description=" + encoded(refusal.description()));
	}

	private String with(String answer) {
		// kept byte for byte: it may have a query of its own (RFC 6749, 3.1.2)
		StringBuilder address = new StringBuilder(this.redirectUri);
		address.append((this.redirectUri.indexOf('?') < 0) ? '?' : '&').append(answer);
		if (this.state != null) {
			address.append("&state=").append(encoded(this.state));
		}
		return address.append("&iss=").append(encoded(this.issuer)).toString();
	}

	private static String encoded(String text) {
		return UriUtils.encode(text, StandardCharsets.UTF_8);
	}

}
