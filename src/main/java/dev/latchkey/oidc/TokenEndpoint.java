package dev.latchkey.oidc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.latchkey.application.Application;
import dev.latchkey.oauth.token.GrantedTokens;
import dev.latchkey.url.Issuer;
import dev.latchkey.web.client.ClientAuthentication;
import dev.latchkey.web.client.ClientForm;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * The token endpoint (RFC 6749, 3.2).
 */
@ClientEndpoint
class TokenEndpoint implements ProviderFeature {

	private static final String PATH = "/oauth2/token";

	private final ClientAuthentication clients;

	private final List<GrantType> grantTypes;

	TokenEndpoint(ClientAuthentication clients, List<GrantType> grantTypes) {
		this.clients = clients;
		this.grantTypes = List.copyOf(grantTypes);
	}

	@PostMapping(path = PATH, consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE,
			produces = MediaType.APPLICATION_JSON_VALUE)
	Map<String, Object> exchange(HttpServletRequest request) {
		ClientForm form = ClientForm.in(request);
		Application application = this.clients.identify(request, form);
		String wanted = form.require("grant_type");
		GrantType grantType = this.grantTypes.stream()
			.filter((known) -> known.name().equals(wanted))
			.findFirst()
			.orElseThrow(() -> new OAuthException("unsupported_grant_type", "There is no such grant type"));
		if (!grantType.isFor(application)) {
			throw new OAuthException("unauthorized_client", "This application may not use the grant type");
		}
		return answer(grantType.exchange(application, form));
	}

	/**
	 * Return the answer (RFC 6749, 5.1; OpenID Connect Core 1.0, 3.1.3.3). It names the
	 * scopes where there are any, as some applications were given fewer than they asked
	 * for.
	 */
	private static Map<String, Object> answer(GrantedTokens tokens) {
		Map<String, Object> answer = new LinkedHashMap<>();
		answer.put("access_token", tokens.accessToken());
		answer.put("token_type", "Bearer");
		answer.put("expires_in", tokens.lifetime().toSeconds());
		if (tokens.refreshToken() != null) {
			answer.put("refresh_token", tokens.refreshToken());
		}
		if (tokens.idToken() != null) {
			answer.put("id_token", tokens.idToken());
		}
		if (!tokens.scopes().isEmpty()) {
			answer.put("scope", String.join(" ", tokens.scopes()));
		}
		return answer;
	}

	@Override
	public Map<String, Object> metadata(Issuer issuer) {
		return Map.of("token_endpoint", issuer.urlOf(PATH), "grant_types_supported",
				this.grantTypes.stream().map(GrantType::name).sorted().toList(),
				"token_endpoint_auth_methods_supported", List.of("client_secret_basic", "client_secret_post", "none"));
	}

}
