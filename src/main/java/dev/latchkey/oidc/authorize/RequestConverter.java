package dev.latchkey.oidc.authorize;

import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.latchkey.application.Application;
import dev.latchkey.application.OidcAccess;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationValidator;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContext;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationCodeRequestAuthenticationConverter;

/**
 * Reads authorization requests with the converter and the validators of Spring
 * Authorization Server, which many have reviewed. They know of no session here, and
 * decide on no answer.
 */
final class RequestConverter {

	private static final Authentication ANONYMOUS = new AnonymousAuthenticationToken("anonymous", "anonymous",
			AuthorityUtils.createAuthorityList("anonymous"));

	private static final OAuth2AuthorizationCodeRequestAuthenticationConverter CONVERTER = new OAuth2AuthorizationCodeRequestAuthenticationConverter();

	private static final AuthorizationServerContext CONTEXT = new AuthorizationServerContext() {

		private final AuthorizationServerSettings settings = AuthorizationServerSettings.builder().build();

		@Override
		public String getIssuer() {
			return "";
		}

		@Override
		public AuthorizationServerSettings getAuthorizationServerSettings() {
			return this.settings;
		}

	};

	private RequestConverter() {
	}

	/**
	 * Read a request. No parameter that the converter knows is repeated in it.
	 * @throws OAuth2AuthenticationException if that is not so, or one is missing
	 */
	static OAuth2AuthorizationCodeRequestAuthenticationToken read(HttpServletRequest request) {
		AuthorizationServerContextHolder.setContext(CONTEXT);
		try {
			return (OAuth2AuthorizationCodeRequestAuthenticationToken) Objects
				.requireNonNull(CONVERTER.convert(request));
		}
		finally {
			AuthorizationServerContextHolder.resetContext();
		}
	}

	/**
	 * Return whether an address is registered: character by character (RFC 9700, 2.1),
	 * but for the port of a loopback address (RFC 8252, 7.3).
	 */
	static boolean isRegistered(String redirectUri, Application application, OidcAccess oidc) {
		return passes(() -> OAuth2AuthorizationCodeRequestAuthenticationValidator.DEFAULT_REDIRECT_URI_VALIDATOR
			.accept(context(redirectUri, Set.of(), application, oidc)));
	}

	/**
	 * Return whether scopes are registered.
	 */
	static boolean mayAskFor(Set<String> scopes, Application application, OidcAccess oidc) {
		return passes(() -> OAuth2AuthorizationCodeRequestAuthenticationValidator.DEFAULT_SCOPE_VALIDATOR
			.accept(context(null, scopes, application, oidc)));
	}

	private static boolean passes(Runnable validator) {
		try {
			validator.run();
			return true;
		}
		catch (OAuth2AuthenticationException | IllegalArgumentException | IllegalStateException ex) {
			// the last two for what the parser of addresses cannot read
			return false;
		}
	}

	private static OAuth2AuthorizationCodeRequestAuthenticationContext context(@Nullable String redirectUri,
			Set<String> scopes, Application application, OidcAccess oidc) {
		return OAuth2AuthorizationCodeRequestAuthenticationContext
			.with(new OAuth2AuthorizationCodeRequestAuthenticationToken(AuthorizePage.PATH, application.clientId(),
					ANONYMOUS, redirectUri, null, scopes, Map.of()))
			.registeredClient(RegisteredClients.clientOf(application, oidc))
			.build();
	}

}
