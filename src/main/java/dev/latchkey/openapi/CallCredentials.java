package dev.latchkey.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.latchkey.mode.CookieSettings;
import dev.latchkey.mode.CredentialCookies;
import dev.latchkey.mode.Mode;
import dev.latchkey.session.Transport;
import dev.latchkey.url.UrlSpace;
import io.swagger.v3.oas.models.security.OAuthFlow;
import io.swagger.v3.oas.models.security.OAuthFlows;
import io.swagger.v3.oas.models.security.Scopes;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;

/**
 * Says which credential each call takes.
 */
class CallCredentials {

	private static final String APPLICATION = "application";

	private static final String APPLICATION_TOKEN = "application_token";

	private static final String REFRESH_COOKIE = "refresh_cookie";

	private static final String OPENID = "openid";

	private final Mode mode;

	private final CookieSettings cookies;

	private final String base;

	/**
	 * Begin to say so.
	 * @param server where the service is
	 */
	CallCredentials(Mode mode, CookieSettings cookies, String server) {
		this.mode = mode;
		this.cookies = cookies;
		this.base = server.equals("/") ? "" : server;
	}

	Map<String, SecurityScheme> schemes() {
		Map<String, SecurityScheme> schemes = new LinkedHashMap<>();
		this.mode.transports().forEach((transport) -> schemes.put(transport.code(), scheme(transport)));
		if (this.mode.transports().contains(Transport.BEARER)) {
			schemes.put(REFRESH_COOKIE,
					cookie(CredentialCookies.REFRESH).description("The refresh token of a browser"));
		}
		schemes.put(APPLICATION, http("basic").description("An application's client id and its secret. "
				+ "Both may be in the form instead, and a public client sends its client id alone"));
		schemes.put(APPLICATION_TOKEN, applicationToken());
		return schemes;
	}

	private SecurityScheme scheme(Transport transport) {
		return switch (transport) {
			case COOKIE -> cookie(CredentialCookies.CREDENTIAL).description("What a sign-in sets in a browser");
			case BEARER -> http("bearer").description("The access token that a sign-in answers with");
		};
	}

	private SecurityScheme cookie(String name) {
		return new SecurityScheme().type(SecurityScheme.Type.APIKEY)
			.in(SecurityScheme.In.COOKIE)
			.name(this.cookies.name(name));
	}

	/**
	 * Return what opens {@code /userinfo}: not a second scheme {@code bearer}, which the
	 * clients that generators make take for the first.
	 */
	private SecurityScheme applicationToken() {
		OAuthFlow flow = new OAuthFlow().authorizationUrl(this.base + "/oauth2/authorize")
			.tokenUrl(this.base + "/oauth2/token")
			.scopes(new Scopes().addString(OPENID, "Tell who signed in"));
		return new SecurityScheme().type(SecurityScheme.Type.OAUTH2)
			.flows(new OAuthFlows().authorizationCode(flow))
			.description("An access token that an application got by OpenID Connect");
	}

	private static SecurityScheme http(String scheme) {
		return new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme(scheme);
	}

	/**
	 * Return what a call takes: any one of these, or none where the last is empty, since
	 * the body or the form then says who calls.
	 */
	List<SecurityRequirement> requirementsOf(String path) {
		if (UrlSpace.isForApplications(path)) {
			return orNone(List.of(APPLICATION));
		}
		if (GeneralErrors.takesApplicationToken(path)) {
			return List.of(new SecurityRequirement().addList(APPLICATION_TOKEN, OPENID));
		}
		List<String> ofUsers = this.mode.transports().stream().map(Transport::code).toList();
		return switch (path) {
			case "/api/logout" -> orNone(ofUsers);
			case "/api/refresh" -> orNone(List.of(REFRESH_COOKIE));
			default ->
				UrlSpace.isPublic(path) ? List.of() : ofUsers.stream().map(CallCredentials::requirement).toList();
		};
	}

	private static List<SecurityRequirement> orNone(List<String> schemes) {
		List<SecurityRequirement> any = new ArrayList<>(schemes.stream().map(CallCredentials::requirement).toList());
		any.add(new SecurityRequirement());
		return any;
	}

	private static SecurityRequirement requirement(String scheme) {
		return new SecurityRequirement().addList(scheme);
	}

}
