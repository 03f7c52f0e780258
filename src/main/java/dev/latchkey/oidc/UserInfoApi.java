package dev.latchkey.oidc;

import java.util.List;
import java.util.Map;

import dev.latchkey.oauth.ApplicationToken;
import dev.latchkey.oauth.ApplicationTokens;
import dev.latchkey.oauth.token.InvalidApplicationTokenException;
import dev.latchkey.oauth.token.PersonClaims;
import dev.latchkey.oauth.token.ScopeNames;
import dev.latchkey.session.Session;
import dev.latchkey.session.SessionEndedException;
import dev.latchkey.url.Issuer;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells an application about the person whose session gave it an access token (OpenID
 * Connect Core 1.0, 5.3).
 */
@RestController
class UserInfoApi implements ProviderFeature {

	private static final String PATH = "/userinfo";

	private final ApplicationTokens tokens;

	private final PersonClaims claims;

	UserInfoApi(ApplicationTokens tokens, PersonClaims claims) {
		this.tokens = tokens;
		this.claims = claims;
	}

	@RequestMapping(path = PATH, method = { RequestMethod.GET, RequestMethod.POST },
			produces = MediaType.APPLICATION_JSON_VALUE)
	Map<String, Object> userInfo(HttpServletRequest request) {
		ApplicationToken token = this.tokens.open(BearerToken.in(request));
		@Nullable Session session = token.session();
		if (session == null || !token.scopes().contains("openid")) {
			throw new InsufficientScopeException();
		}
		return this.claims.claimsOf(session, token.scopes());
	}

	/**
	 * Answer a token that opens nothing, or no longer (RFC 6750, 3.1).
	 */
	@ExceptionHandler({ InvalidApplicationTokenException.class, SessionEndedException.class })
	ResponseEntity<Map<String, String>> invalid() {
		return refusal(HttpStatus.UNAUTHORIZED, "invalid_token", "The access token is not valid, or no longer");
	}

	/**
	 * Answer where there is no token: without an error's code (RFC 6750, 3.1).
	 */
	@ExceptionHandler(BearerToken.MissingException.class)
	ResponseEntity<Void> missing() {
		return ResponseEntity.status(HttpStatus.UNAUTHORIZED).header(HttpHeaders.WWW_AUTHENTICATE, "Bearer").build();
	}

	@ExceptionHandler(BearerToken.AmbiguousException.class)
	ResponseEntity<Map<String, String>> ambiguous() {
		return refusal(HttpStatus.BAD_REQUEST, "invalid_request", "Send one access token, in one place");
	}

	@ExceptionHandler(InsufficientScopeException.class)
	ResponseEntity<Map<String, String>> insufficient() {
		return refusal(HttpStatus.FORBIDDEN, "insufficient_scope", "The access token is not about a person");
	}

	private static ResponseEntity<Map<String, String>> refusal(HttpStatus status, String error, String description) {
		return ResponseEntity.status(status)
			.header(HttpHeaders.WWW_AUTHENTICATE,
					"Bearer error=\"%s\", error_description=\"%s\"".formatted(error, description))
			.contentType(MediaType.APPLICATION_JSON)
			.body(Map.of("error", error, "error_description", description));
	}

	@Override
	public Map<String, Object> metadata(Issuer issuer) {
		return Map.of("userinfo_endpoint", issuer.urlOf(PATH), "subject_types_supported", List.of("public"),
				"id_token_signing_alg_values_supported", List.of("RS256", "ES256"), "scopes_supported",
				List.of("openid", "profile", "email", "roles", ScopeNames.OFFLINE_ACCESS), "claims_supported",
				List.of("sub", "preferred_username", "name", "email", "email_verified", "roles", "sid", "auth_time",
						"acr", "amr"));
	}

	/**
	 * The token is not about a person.
	 */
	private static final class InsufficientScopeException extends RuntimeException {

	}

}
