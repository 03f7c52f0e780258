package dev.latchkey.oidc;

import java.time.Duration;
import java.util.List;
import java.util.Map;
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

	private static final int LONGEST_STATE = 8192;

	private static final int LONGEST_NONCE = 512;

	// RFC 7636, 4.2: a SHA-256
	private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

	private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

	private final ApplicationDirectory directory;

	private final PushedRequests pushed;

	private final Issuer issuer;

	AuthorizationRequests(ApplicationDirectory directory, PushedRequests pushed, Issuer issuer) {
		this.directory = directory;
		this.pushed = pushed;
		this.issuer = issuer;
	}

	/**
	 * Read a request, which may refer to one that was pushed. What comes beside such a
	 * reference is not looked at (RFC 9126, 4).
	 * @throws AuthorizationRefused if it may not be made
	 * @throws org.springframework.dao.DataAccessException if it cannot be told
	 */
	AuthorizationRequest read(HttpServletRequest request) {
		@Nullable String reference = single(request, "request_uri");
		if (reference == null || !reference.startsWith("urn:")) {
			return readDirectly(request, null);
		}
		String query = this.pushed.find(reference, application(request))
			.orElseThrow(() -> new AuthorizationRefused(AuthorizationError.INVALID_REQUEST_URI, null));
		return readDirectly(new PushedParameters(request, query), reference);
	}

	/**
	 * Read a request that refers to no other.
	 * @throws AuthorizationRefused if it may not be made
	 */
	AuthorizationRequest readDirectly(HttpServletRequest request, @Nullable String reference) {
		Application application = application(request);
		OidcAccess oidc = oidc(application);
		ReturnAddress address = address(request, application, oidc);
		check(request, address);
		OAuth2AuthorizationCodeRequestAuthenticationToken asked = convert(request, address);
		Set<String> scopes = asked.getScopes();
		if (!RequestConverter.mayAskFor(scopes, application, oidc)) {
			throw new AuthorizationRefused(AuthorizationError.INVALID_SCOPE, address);
		}
		@Nullable String challenge = parameter(asked, "code_challenge");
		// of all applications, and only S256: RFC 9700, 2.1.1
		if (challenge == null || !CHALLENGE.matcher(challenge).matches()
				|| !"S256".equals(parameter(asked, "code_challenge_method"))) {
			throw new AuthorizationRefused(AuthorizationError.INVALID_REQUEST, address);
		}
		return new AuthorizationRequest(application, address, new TreeSet<>(scopes), challenge,
				parameter(asked, "nonce"), prompts(asked, address), maxAge(asked, address),
				parameter(asked, "id_token_hint"), reference);
	}

	private Application application(HttpServletRequest request) {
		@Nullable String clientId = single(request, "client_id");
		@Nullable Application application = (clientId != null) ? this.directory.byClientId(clientId) : null;
		if (application == null) {
			throw new AuthorizationRefused(AuthorizationError.INVALID_REQUEST, null);
		}
		return application;
	}

	private static OidcAccess oidc(Application application) {
		@Nullable OidcAccess oidc = application.oidc();
		if (oidc == null) {
			throw new AuthorizationRefused(AuthorizationError.INVALID_REQUEST, null);
		}
		return oidc;
	}

	private ReturnAddress address(HttpServletRequest request, Application application, OidcAccess oidc) {
		@Nullable String redirectUri = single(request, "redirect_uri");
		if (redirectUri == null || !RequestConverter.isRegistered(redirectUri, application, oidc)) {
			throw new AuthorizationRefused(AuthorizationError.INVALID_REQUEST, null);
		}
		@Nullable String state = single(request, "state");
		return new ReturnAddress(redirectUri, (state != null && state.length() <= LONGEST_STATE) ? state : null,
				this.issuer.current());
	}

	/**
	 * Check what the converter does not.
	 */
	private static void check(HttpServletRequest request, ReturnAddress address) {
		Map<String, String[]> parameters = request.getParameterMap();
		if (parameters.containsKey("request")) {
			throw new AuthorizationRefused(AuthorizationError.REQUEST_NOT_SUPPORTED, address);
		}
		if (parameters.containsKey("request_uri")) {
			throw new AuthorizationRefused(AuthorizationError.REQUEST_URI_NOT_SUPPORTED, address);
		}
		// RFC 6749, 3.1
		boolean repeated = parameters.values().stream().anyMatch((values) -> values.length != 1);
		@Nullable String mode = single(request, "response_mode");
		@Nullable String state = single(request, "state");
		@Nullable String nonce = single(request, "nonce");
		if (repeated || (mode != null && !mode.equals("query")) || (state != null && state.length() > LONGEST_STATE)
				|| (nonce != null && nonce.length() > LONGEST_NONCE)) {
			throw new AuthorizationRefused(AuthorizationError.INVALID_REQUEST, address);
		}
	}

	private static OAuth2AuthorizationCodeRequestAuthenticationToken convert(HttpServletRequest request,
			ReturnAddress address) {
		try {
			return RequestConverter.read(request);
		}
		catch (OAuth2AuthenticationException ex) {
			boolean other = ex.getError().getErrorCode().equals(AuthorizationError.UNSUPPORTED_RESPONSE_TYPE.code());
			throw new AuthorizationRefused(
					other ? AuthorizationError.UNSUPPORTED_RESPONSE_TYPE : AuthorizationError.INVALID_REQUEST, address);
		}
	}

	/**
	 * Return how the person is to be asked. What is not known is ignored, but
	 * {@code none} allows nothing beside it.
	 */
	private static Set<String> prompts(OAuth2AuthorizationCodeRequestAuthenticationToken asked, ReturnAddress address) {
		@Nullable String prompt = parameter(asked, "prompt");
		Set<String> prompts = (prompt != null) ? Set.copyOf(List.of(prompt.strip().split(" +"))) : Set.of();
		if (prompts.contains("none") && prompts.size() > 1) {
			throw new AuthorizationRefused(AuthorizationError.INVALID_REQUEST, address);
		}
		return prompts;
	}

	private static @Nullable Duration maxAge(OAuth2AuthorizationCodeRequestAuthenticationToken asked,
			ReturnAddress address) {
		@Nullable String seconds = parameter(asked, "max_age");
		if (seconds == null) {
			return null;
		}
		if (!SECONDS.matcher(seconds).matches()) {
			throw new AuthorizationRefused(AuthorizationError.INVALID_REQUEST, address);
		}
		return Duration.ofSeconds(Long.parseLong(seconds));
	}

	private static @Nullable String parameter(OAuth2AuthorizationCodeRequestAuthenticationToken asked, String name) {
		return (asked.getAdditionalParameters().get(name) instanceof String value && !value.isEmpty()) ? value : null;
	}

	/**
	 * Return a parameter that is there once; one without a value counts as absent (RFC
	 * 6749, 3.1).
	 */
	private static @Nullable String single(HttpServletRequest request, String name) {
		String @Nullable [] values = request.getParameterValues(name);
		return (values != null && values.length == 1 && !values[0].isEmpty()) ? values[0] : null;
	}

}
