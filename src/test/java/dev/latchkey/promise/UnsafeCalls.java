package dev.latchkey.promise;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.latchkey.harness.Latchkey;
import dev.latchkey.url.UrlSpace;

import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every call that changes something and needs a session: the calls of the running
 * application, each as it would succeed.
 */
final class UnsafeCalls {

	private static final Set<RequestMethod> UNSAFE = Set.of(RequestMethod.POST, RequestMethod.PUT, RequestMethod.PATCH,
			RequestMethod.DELETE);

	/** What sends a form and changes nothing. */
	private static final Set<String> HARMLESS = Set.of("POST /activate");

	private static final String JSON = "application/json";

	private static final String FORM = "application/x-www-form-urlencoded";

	private static final String NEW_PASSWORD = "cedar-lamp-river-81";

	private final Map<String, Call> calls = new LinkedHashMap<>();

	private UnsafeCalls(Targets targets) {
		String user = "/api/admin/users/" + targets.username();
		String page = "/admin/users/" + targets.username();
		add("PUT /api/me/password", "/api/me/password", JSON,
				"{\"current_password\":\"" + Latchkey.PASSWORD + "\",\"new_password\":\"" + NEW_PASSWORD + "\"}");
		add("POST /api/me/proof", "/api/me/proof", JSON, "{\"password\":\"" + Latchkey.PASSWORD + "\"}");
		add("POST /proof", "/proof", FORM, "continue=/devices&proof_password=" + Latchkey.PASSWORD);
		add("DELETE /api/me/sessions", "/api/me/sessions");
		add("DELETE /api/me/sessions/{handle}", "/api/me/sessions/" + targets.ownHandle());
		add("POST /api/admin/users", "/api/admin/users", JSON, "{\"username\":\"back-door-" + targets.number()
				+ "\",\"password\":\"" + NEW_PASSWORD + "\",\"roles\":[\"ADMIN\"]}");
		add("POST /admin/users/import", "/admin/users/import", FORM,
				"users=username,roles%0Apasted-" + targets.number() + ",ADMIN");
		add("POST /api/admin/users/import", "/api/admin/users/import", "application/x-ndjson",
				"{\"username\":\"brought-" + targets.number() + "\",\"roles\":[\"ADMIN\"]}");
		add("PATCH /api/admin/users/{username}", user, JSON, "{\"roles\":[\"ADMIN\"]}");
		add("DELETE /api/admin/users/{username}", user);
		add("POST /api/admin/users/{username}/password", user + "/password");
		add("POST /api/admin/users/{username}/invitation", user + "/invitation");
		add("POST /api/admin/users/{username}/password-reset", user + "/password-reset");
		add("DELETE /api/admin/users/{username}/factors", user + "/factors");
		add("PUT /api/me/email", "/api/me/email", JSON, "{\"email\":\"armed-" + targets.number() + "@example.com\"}");
		add("PUT /api/me/language", "/api/me/language", JSON, "{\"language\":\"de\"}");
		add("POST /profile/language", "/profile/language", FORM, "language=de");
		add("POST /profile", "/profile", FORM, "email=armed-" + targets.number() + "@example.com");
		add("POST /api/me/factors/passkeys/options", "/api/me/factors/passkeys/options");
		add("POST /api/me/factors/passkeys", "/api/me/factors/passkeys", JSON,
				"{\"name\":\"armed\",\"credential\":{}}");
		add("PATCH /api/me/factors/passkeys/{id}", "/api/me/factors/passkeys/none", JSON, "{\"name\":\"armed\"}");
		add("DELETE /api/me/factors/passkeys/{id}", "/api/me/factors/passkeys/none");
		add("POST /factors/passkeys/{id}/rename", "/factors/passkeys/none/rename", FORM, "name=armed");
		add("POST /factors/passkeys/{id}/remove", "/factors/passkeys/none/remove");
		add("POST /api/me/factors/totp", "/api/me/factors/totp");
		add("PUT /api/me/factors/totp", "/api/me/factors/totp", JSON, "{\"code\":\"123456\"}");
		add("DELETE /api/me/factors/totp", "/api/me/factors/totp");
		add("POST /api/me/factors/recovery-codes", "/api/me/factors/recovery-codes");
		add("POST /factors/totp", "/factors/totp");
		add("POST /factors/totp/confirm", "/factors/totp/confirm", FORM, "code=123456");
		add("POST /factors/totp/remove", "/factors/totp/remove");
		add("POST /factors/recovery-codes", "/factors/recovery-codes");
		add("DELETE /api/admin/users/{username}/throttle", user + "/throttle");
		add("POST /api/admin/users/{username}/logout", user + "/logout");
		add("DELETE /api/admin/sessions/{handle}", "/api/admin/sessions/" + targets.handle());
		add("POST /api/admin/logout", "/api/admin/logout");
		add("PUT /api/admin/roles/{name}", "/api/admin/roles/ARMED_NEW_" + targets.number(), JSON,
				"{\"permissions\":[\"armed:" + targets.number() + "\"]}");
		add("DELETE /api/admin/roles/{name}", "/api/admin/roles/" + targets.role());
		add("POST /api/admin/applications", "/api/admin/applications", JSON,
				"{\"name\":\"armed " + targets.number() + "\"}");
		String application = "/api/admin/applications/" + targets.clientId();
		add("PATCH /api/admin/applications/{clientId}", application, JSON, "{\"permission\":\"armed:by\"}");
		add("POST /api/admin/applications/{clientId}/secret", application + "/secret");
		add("DELETE /api/admin/applications/{clientId}", application);
		add("POST /api/admin/keys/rotate", "/api/admin/keys/rotate");
		add("DELETE /api/admin/keys/{kid}", "/api/admin/keys/" + targets.kid());
		add("POST /password", "/password", FORM,
				"current_password=" + Latchkey.PASSWORD + "&new_password=" + NEW_PASSWORD);
		add("POST /devices/{handle}/end", "/devices/" + targets.ownHandle() + "/end");
		add("POST /devices/end-others", "/devices/end-others");
		add("DELETE /api/me/applications/{clientId}", "/api/me/applications/" + targets.clientId());
		add("POST /apps/{clientId}/disconnect", "/apps/" + targets.clientId() + "/disconnect");
		add("POST /activate/allow", "/activate/allow", FORM, "user_code=" + targets.userCode());
		add("POST /activate/deny", "/activate/deny", FORM, "user_code=" + targets.userCode());
		add("POST /consent", "/consent", FORM,
				"client_id=" + targets.clientId() + "&scope=openid&answer=allow&continue=/oauth2/authorize%3Farmed");
		add("POST /admin/users", "/admin/users", FORM, "username=side-door-" + targets.number() + "&roles=ADMIN");
		add("POST /admin/users/{username}/password", page + "/password");
		add("POST /admin/users/{username}/status", page + "/status", FORM, "status=DISABLED");
		add("POST /admin/users/{username}/profile", page + "/profile", FORM,
				"email=armed-page-" + targets.number() + "@example.com");
		add("POST /admin/users/{username}/factors", page + "/factors");
		add("POST /admin/users/{username}/reset-link", page + "/reset-link");
		add("POST /admin/users/{username}/invitation", page + "/invitation");
		add("POST /admin/roles", "/admin/roles", FORM,
				"role=ARMED_FORM_" + targets.number() + "&permissions=users:read");
		add("POST /admin/roles/{role}", "/admin/roles/" + targets.role(), FORM, "permissions=users:read");
		add("POST /admin/roles/{role}/delete", "/admin/roles/" + targets.role() + "/delete");
		add("POST /admin/keys/rotate", "/admin/keys/rotate");
		add("POST /admin/keys/{kid}/revoke", "/admin/keys/" + targets.kid() + "/revoke");
		add("POST /admin/users/{username}/roles", page + "/roles", FORM, "roles=ADMIN");
		add("POST /admin/users/{username}/delete", page + "/delete", FORM, "q=x&page=0");
		add("POST /admin/users/{username}/logout", page + "/logout", FORM, "q=x&page=0");
		add("POST /admin/users/{username}/throttle", page + "/throttle", FORM, "q=x&page=0");
		add("POST /admin/applications", "/admin/applications", FORM,
				"introspect=true&name=side+door+" + targets.number());
		String applicationPage = "/admin/applications/" + targets.clientId();
		add("POST /admin/applications/{clientId}", applicationPage, FORM,
				"introspect=true&name=side+door+" + targets.number());
		add("POST /admin/applications/{clientId}/secret", applicationPage + "/secret", FORM, "keepOldFor=PT1H");
		add("POST /admin/applications/{clientId}/delete", applicationPage + "/delete", FORM, "q=x");
		add("POST /admin/online/{handle}/end", "/admin/online/" + targets.handle() + "/end", FORM, "page=0");
		add("POST /admin/online/end-everybody", "/admin/online/end-everybody");
	}

	/**
	 * Return what there is to call in an application.
	 * @param latchkey the application
	 * @return method and path of each, as its controller names it
	 */
	static Set<String> names(Latchkey latchkey) {
		// the servlet looks for them at its first request
		latchkey.client().get("/api/mode").expect(200);
		Set<String> names = new TreeSet<>();
		latchkey.bean(DispatcherServlet.class)
			.getHandlerMappings()
			.stream()
			.filter(RequestMappingHandlerMapping.class::isInstance)
			.map(RequestMappingHandlerMapping.class::cast)
			.flatMap((mapping) -> mapping.getHandlerMethods().keySet().stream())
			.forEach((endpoint) -> endpoint.getMethodsCondition()
				.getMethods()
				.stream()
				.filter(UNSAFE::contains)
				.forEach((method) -> endpoint.getPatternValues()
					.stream()
					.filter((path) -> !UrlSpace.PUBLIC.contain(PathContainer.parsePath(path)))
					.forEach((path) -> names.add(method + " " + path))));
		names.removeAll(HARMLESS);
		return names;
	}

	/**
	 * Return the call with a name.
	 * @param name method and path, as its controller names it
	 * @param targets what it is about
	 * @return the call
	 * @throws AssertionError if it is not here: then it has to be added
	 */
	static Call named(String name, Targets targets) {
		Call call = new UnsafeCalls(targets).calls.get(name);
		if (call == null) {
			throw new AssertionError("No example of " + name);
		}
		return call;
	}

	/**
	 * Return all calls that there are.
	 * @param latchkey the application
	 * @param targets what they are about
	 * @return the calls
	 */
	static Stream<Call> all(Latchkey latchkey, Targets targets) {
		return names(latchkey).stream().map((name) -> named(name, targets));
	}

	/**
	 * Add a call that needs no body: it has one all the same.
	 */
	private void add(String name, String path) {
		add(name, path, FORM, "none=none");
	}

	private void add(String name, String path, String type, String body) {
		this.calls.put(name, new Call(name.substring(0, name.indexOf(' ') + 1) + path, type, body));
	}

	/**
	 * A call.
	 *
	 * @param line the method and the path
	 * @param type the body's media type
	 * @param body the body
	 */
	record Call(String line, String type, String body) {
	}

	/**
	 * What the calls are about.
	 *
	 * @param number a number of its own
	 * @param username a user
	 * @param handle that user's session
	 * @param ownHandle another session of the one who calls
	 * @param role a role that no user has
	 * @param clientId an application
	 * @param userCode what a device shows that wants to use that application
	 * @param kid a signing key
	 */
	record Targets(int number, String username, String handle, String ownHandle, String role, String clientId,
			String userCode, String kid) {

		/**
		 * Return the same with another session of another caller.
		 * @param handle the session
		 * @return the targets
		 */
		Targets withOwnHandle(String handle) {
			return new Targets(this.number, this.username, this.handle, handle, this.role, this.clientId, this.userCode,
					this.kid);
		}

	}

}
