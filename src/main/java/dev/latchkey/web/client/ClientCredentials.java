package dev.latchkey.web.client;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import dev.latchkey.application.InvalidClientException;
import org.jspecify.annotations.Nullable;

/**
 * What an application says to prove who it is, in one of the two forms of RFC 6749,
 * 2.3.1: HTTP Basic ({@code client_secret_basic}) or parameters in the body
 * ({@code client_secret_post}).
 *
 * @param clientId the client id, as given
 * @param secret the secret, as given
 */
record ClientCredentials(String clientId, String secret) {

	private static final String SCHEME = "Basic ";

	/**
	 * Read the credentials of the one form that is used.
	 * @param authorization the values of all Authorization headers
	 * @param form the body
	 * @throws org.springframework.web.server.ResponseStatusException if both forms are
	 * used (RFC 6749, 2.3), or if they name different clients
	 * @throws InvalidClientException if there is no secret
	 */
	static ClientCredentials of(List<String> authorization, ClientForm form) {
		@Nullable String clientId = form.get("client_id");
		@Nullable String secret = form.get("client_secret");
		if (!authorization.isEmpty()) {
			if (secret != null) {
				throw ClientForm.invalid();
			}
			ClientCredentials basic = ofBasic(authorization);
			if (clientId != null && !clientId.equals(basic.clientId)) {
				throw ClientForm.invalid();
			}
			return basic;
		}
		if (clientId == null || secret == null) {
			throw new InvalidClientException();
		}
		return new ClientCredentials(clientId, secret);
	}

	private static ClientCredentials ofBasic(List<String> authorization) {
		// the scheme is case-insensitive: RFC 9110, 11.1
		if (authorization.size() != 1 || !authorization.get(0).regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
			throw new InvalidClientException();
		}
		String pair = decoded(authorization.get(0).substring(SCHEME.length()).strip());
		int colon = pair.indexOf(':');
		if (colon < 0) {
			throw new InvalidClientException();
		}
		return new ClientCredentials(formDecoded(pair.substring(0, colon)), formDecoded(pair.substring(colon + 1)));
	}

	private static String decoded(String text) {
		try {
			// a character for each byte: no application's credentials have
			// others than ASCII
			return new String(Base64.getDecoder().decode(text), StandardCharsets.ISO_8859_1);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidClientException();
		}
	}

	/**
	 * Undo the form encoding. A client that leaves it out is understood as well: no
	 * client id and no secret has a percent sign or a plus.
	 */
	private static String formDecoded(String text) {
		try {
			return URLDecoder.decode(text, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			// not encoded: a wrong guess like any other
			return text;
		}
	}

	/**
	 * Keep the secret out of logs, and the client id, which may be one in the wrong
	 * place.
	 */
	@Override
	public String toString() {
		return "ClientCredentials";
	}

}
