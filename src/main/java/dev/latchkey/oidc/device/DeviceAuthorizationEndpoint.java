package dev.latchkey.oidc.device;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.latchkey.application.Application;
import dev.latchkey.application.OidcAccess;
import dev.latchkey.oauth.device.DeviceAuthorizations;
import dev.latchkey.oauth.device.NewDeviceAuthorization;
import dev.latchkey.oidc.ClientEndpoint;
import dev.latchkey.oidc.ProviderFeature;
import dev.latchkey.throttle.AuthenticationAttempt;
import dev.latchkey.throttle.Throttle;
import dev.latchkey.url.Issuer;
import dev.latchkey.web.client.ClientAuthentication;
import dev.latchkey.web.client.ClientForm;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Where an application on a device without a browser asks for codes (RFC 8628, 3.1).
 */
@ClientEndpoint
class DeviceAuthorizationEndpoint implements ProviderFeature {

	private static final String PATH = "/oauth2/device_authorization";

	private static final String PAGE = "/activate";

	private final ClientAuthentication clients;

	private final DeviceAuthorizations authorizations;

	private final Throttle throttle;

	private final Issuer issuer;

	DeviceAuthorizationEndpoint(ClientAuthentication clients, DeviceAuthorizations authorizations, Throttle throttle,
			Issuer issuer) {
		this.clients = clients;
		this.authorizations = authorizations;
		this.throttle = throttle;
		this.issuer = issuer;
	}

	/**
	 * Hand out codes, which are a row. A client that proves nothing pays from what all
	 * such clients have in its network, and one with a secret from its own.
	 */
	@PostMapping(path = PATH, consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE,
			produces = MediaType.APPLICATION_JSON_VALUE)
	Map<String, Object> start(HttpServletRequest request) {
		ClientForm form = ClientForm.in(request);
		Application application = this.clients.identify(request, form);
		@Nullable OidcAccess oidc = application.oidc();
		RequestedScopes scopes = RequestedScopes.of(form.get("scope"), application);
		String page = this.issuer.urlOf(PAGE);
		this.throttle.charge((oidc == null || oidc.publicClient())
				? AuthenticationAttempt.ofDeviceCodes(application.clientId(), request.getRemoteAddr())
				: AuthenticationAttempt.ofClientWrite(application.clientId(), request.getRemoteAddr()));
		return answer(this.authorizations.start(application, scopes.values(), request.getRemoteAddr()), page);
	}

	/**
	 * Return the answer (RFC 8628, 3.2).
	 */
	private static Map<String, Object> answer(NewDeviceAuthorization started, String page) {
		Map<String, Object> answer = new LinkedHashMap<>();
		answer.put("device_code", started.deviceCode());
		answer.put("user_code", started.userCode());
		answer.put("verification_uri", page);
		answer.put("verification_uri_complete", page + "?user_code=" + started.userCode());
		answer.put("expires_in", started.lifetime().toSeconds());
		answer.put("interval", started.interval().toSeconds());
		return answer;
	}

	@Override
	public Map<String, Object> metadata(Issuer known) {
		return Map.of("device_authorization_endpoint", known.urlOf(PATH));
	}

}
