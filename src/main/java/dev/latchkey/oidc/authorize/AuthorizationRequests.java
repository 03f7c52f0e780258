package dev.latchkey.oidc.authorize;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import dev.latchkey.application.Application;
import dev.latchkey.application.ApplicationDirectory;
import dev.latchkey.application.OidcAccess;
import dev.latchkey.oauth.PushedRequests;
import dev.latchkey.url.Issuer;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;

/**
 * Reads authorization requests. The address comes first: whatever else is wrong, the
 * application is told there, and nothing is sent to an address that is not its own.
 */
class AuthorizationRequests {

	// as of a registered one: with the port of a loopback address it could be longer
	private static final int LONGEST_ADDRESS = 2000;

	// RFC 7636, 4.2: a SHA-256
	private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

	private final ApplicationDirectory directory;

	private final PushedRequests pushed;

	private final Issuer issuer;

	AuthorizationRequests(ApplicationDirectory directory, PushedRequests pushed, Issuer issuer) {
		this.directory = directory;
		this.pushed = pushed;
		this.issuer = issuer;
	}

	/**
	 * Read a request, which may refer to one that was pushed. Parameters beside such a
	 * reference are ignored (RFC 9126, 4).
	 * @throws AuthorizationRefusedException if it may not be made
	 * @throws org.springframework.dao.DataAccessException if it cannot be told
	 */
	AuthorizationRequest read(HttpServletRequest request) {
		@Nullable String reference = RequestCheck.single(request, "request_uri");
		if (reference == null || !reference.startsWith("urn:")) {
			return readDirectly(request, null);
		}
		String query = this.pushed.find(reference, application(request))
			.orElseThrow(() -> new AuthorizationRefusedException(AuthorizationError.INVALID_REQUEST_URI, null));
		return readDirectly(new PushedParameters(request, query), reference);
	}

	/**
	 * Read a request that refers to no other.
	 * @throws AuthorizationRefusedException if it may not be made
	 */
	AuthorizationRequest readDirectly(HttpServletRequest request, @Nullable String reference) {
		Application application = application(request);
		OidcAccess oidc = oidc(application);
		ReturnAddress address = address(request, application, oidc);
		RequestCheck.check(request, address);
		OAuth2AuthorizationCodeRequestAuthenticationToken asked = convert(request, address);
		Set<String> scopes = asked.getScopes();
		// there is no default (RFC 6749, 3.3): the person consents to what is named
		if (scopes.isEmpty() || !RequestConverter.mayAskFor(scopes, application, oidc)) {
			throw new AuthorizationRefusedException(AuthorizationError.INVALID_SCOPE, address);
		}
		@Nullable String challenge = RequestCheck.parameter(asked, "code_challenge");
		// of all applications, and only S256: RFC 9700, 2.1.1
		if (challenge == null || !CHALLENGE.matcher(challenge).matches()) {
			throw AuthorizationRefusedException.becauseOf("code_challenge", address);
		}
		if (!"S256".equals(RequestCheck.parameter(asked, "code_challenge_method"))) {
			throw AuthorizationRefusedException.becauseOf("code_challenge_method", address);
		}
		return new AuthorizationRequest(application, address, new TreeSet<>(scopes), challenge,
				RequestCheck.parameter(asked, "nonce"), RequestCheck.prompts(asked, address),
				RequestCheck.maxAge(asked, address), RequestCheck.parameter(asked, "id_token_hint"), reference);
	}

	private Application application(HttpServletRequest request) {
		@Nullable String clientId = RequestCheck.single(request, "client_id");
		@Nullable Application application = (clientId != null) ? this.directory.byClientId(clientId) : null;
		if (application == null) {
			throw AuthorizationRefusedException.becauseOf("client_id", null);
		}
		return application;
	}

	private static OidcAccess oidc(Application application) {
		@Nullable OidcAccess oidc = application.oidc();
		if (oidc == null) {
			throw AuthorizationRefusedException.becauseOf("client_id", null);
		}
		return oidc;
	}

	private ReturnAddress address(HttpServletRequest request, Application application, OidcAccess oidc) {
		@Nullable String redirectUri = RequestCheck.single(request, "redirect_uri");
		if (redirectUri == null || redirectUri.length() > LONGEST_ADDRESS
				|| !RequestConverter.isRegistered(redirectUri, application, oidc)) {
			throw AuthorizationRefusedException.becauseOf("redirect_uri", null);
		}
		@Nullable String state = RequestCheck.single(request, "state");
		return new ReturnAddress(redirectUri, (state != null && RequestCheck.isState(state)) ? state : null,
				this.issuer.current());
	}

	private static OAuth2AuthorizationCodeRequestAuthenticationToken convert(HttpServletRequest request,
			ReturnAddress address) {
		try {
			return RequestConverter.read(request);
		}
		catch (OAuth2AuthenticationException ex) {
			boolean other = ex.getError().getErrorCode().equals(AuthorizationError.UNSUPPORTED_RESPONSE_TYPE.code());
			throw new AuthorizationRefusedException(
					other ? AuthorizationError.UNSUPPORTED_RESPONSE_TYPE : AuthorizationError.INVALID_REQUEST, address);
		}
	}

}
