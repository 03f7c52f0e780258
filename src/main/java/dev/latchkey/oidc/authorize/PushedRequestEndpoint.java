package dev.latchkey.oidc.authorize;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import dev.latchkey.application.Application;
import dev.latchkey.application.OidcAccess;
import dev.latchkey.oauth.PushedRequests;
import dev.latchkey.oidc.ClientEndpoint;
import dev.latchkey.oidc.OAuthException;
import dev.latchkey.oidc.ProviderFeature;
import dev.latchkey.throttle.AuthenticationAttempt;
import dev.latchkey.throttle.Throttle;
import dev.latchkey.url.Issuer;
import dev.latchkey.web.client.ClientAuthentication;
import dev.latchkey.web.client.ClientForm;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * Takes authorization requests from applications themselves (RFC 9126), so that no part
 * of the request is in a URL.
 */
@ClientEndpoint
class PushedRequestEndpoint implements ProviderFeature {

	private static final String PATH = "/oauth2/par";

	/** What proves who the application is, and what only Latchkey adds: kept nowhere. */
	private static final Set<String> PROOFS = Set.of("client_secret", "client_assertion", "client_assertion_type",
			StepProofs.LOGIN, StepProofs.CONSENT);

	private final ClientAuthentication clients;

	private final AuthorizationRequests requests;

	private final PushedRequests pushed;

	private final Throttle throttle;

	PushedRequestEndpoint(ClientAuthentication clients, AuthorizationRequests requests, PushedRequests pushed,
			Throttle throttle) {
		this.clients = clients;
		this.requests = requests;
		this.pushed = pushed;
		this.throttle = throttle;
	}

	/**
	 * Keep a request. A client that proves nothing pays for the row that it writes.
	 */
	@PostMapping(path = PATH, consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE,
			produces = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.CREATED)
	Map<String, Object> push(HttpServletRequest request) {
		ClientForm form = ClientForm.in(request);
		Application application = this.clients.identify(request, form);
		Map<String, String[]> asked = new LinkedHashMap<>(form.parameters());
		PROOFS.forEach(asked::remove);
		asked.putIfAbsent("client_id", new String[] { application.clientId() });
		String query = PushedParameters.query(asked);
		check(new PushedParameters(request, query));
		@Nullable OidcAccess oidc = application.oidc();
		if (oidc == null || oidc.publicClient()) {
			this.throttle
				.charge(AuthenticationAttempt.ofPushedRequest(application.clientId(), request.getRemoteAddr()));
		}
		return Map.of("request_uri", this.pushed.push(application, query), "expires_in",
				PushedRequests.LIFETIME.toSeconds());
	}

	/**
	 * Refuse what would be refused to a browser, and tell the application itself.
	 */
	private void check(PushedParameters asked) {
		try {
			this.requests.readDirectly(asked, null);
		}
		catch (AuthorizationRefusedException ex) {
			throw new OAuthException(ex.error().code(), ex.description());
		}
	}

	@Override
	public Map<String, Object> metadata(Issuer issuer) {
		return Map.of("pushed_authorization_request_endpoint", issuer.urlOf(PATH),
				"require_pushed_authorization_requests", false);
	}

}
