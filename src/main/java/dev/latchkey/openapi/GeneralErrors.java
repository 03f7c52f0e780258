package dev.latchkey.openapi;

import java.util.ArrayList;
import java.util.List;

import dev.latchkey.url.PathSet;
import dev.latchkey.url.UrlRule.Access;
import dev.latchkey.url.UrlSpace;
import io.swagger.v3.oas.models.Operation;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;

/**
 * What can go wrong with each call of a kind, told from the table of the URL space.
 */
final class GeneralErrors {

	private static final PathSet CHANGING_PASSWORD = paths(Access.CHANGING_PASSWORD);

	private static final PathSet SETTING_UP_FACTOR = paths(Access.SETTING_UP_FACTOR);

	private static final PathSet TAKING_TOKENS = paths(Access.APPLICATION_TOKEN);

	/** What is authorised by its body, or by a cookie where that has nothing. */
	private static final List<String> PERHAPS_BY_COOKIE = List.of("/api/logout", "/api/refresh");

	private GeneralErrors() {
	}

	/**
	 * Return whether another site could make a browser send a call.
	 */
	static boolean isForgeable(HttpMethod method, String path) {
		return !method.equals(HttpMethod.GET) && (!UrlSpace.isPublic(path) || PERHAPS_BY_COOKIE.contains(path));
	}

	/**
	 * Return the permission that a call takes, if it takes one.
	 */
	static @Nullable String permission(HttpMethod method, String path) {
		return UrlSpace.permissionFor(method, PathContainer.parsePath(path));
	}

	/**
	 * Return whether a call takes an access token that an application was given.
	 */
	static boolean takesApplicationToken(String path) {
		return TAKING_TOKENS.contain(PathContainer.parsePath(path));
	}

	/**
	 * Return the errors of a call, each as status and type.
	 */
	static List<String> errorsOf(HttpMethod method, String path, Operation call) {
		List<String> errors = new ArrayList<>();
		PathContainer parsed = PathContainer.parsePath(path);
		if (!UrlSpace.isPublic(path)) {
			errors.addAll(List.of("401 login-required", "401 invalid-token", "401 session-ended"));
			if (!CHANGING_PASSWORD.contain(parsed)) {
				errors.add("403 password-change-required");
				if (!SETTING_UP_FACTOR.contain(parsed)) {
					errors.add("403 second-factor-setup-required");
				}
			}
		}
		if (permission(method, path) != null) {
			errors.add("403 forbidden");
		}
		if (isForgeable(method, path)) {
			errors.add("403 csrf-token-required");
		}
		boolean problems = !UrlSpace.isForApplications(path) && !takesApplicationToken(path);
		if (problems && (call.getRequestBody() != null || call.getParameters() != null)) {
			errors.add("400 invalid-request");
		}
		errors.add("503 unavailable");
		return errors;
	}

	private static PathSet paths(Access access) {
		return new PathSet(
				UrlSpace.rules(access).stream().flatMap((rule) -> rule.patterns().stream()).toArray(String[]::new));
	}

}
