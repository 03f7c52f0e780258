package dev.latchkey.url;

import org.springframework.http.server.PathContainer;

/**
 * Which path is what: one table for all that have to know.
 */
public final class UrlSpace {

	/** What needs no credential. */
	public static final PathSet PUBLIC = new PathSet("/login", "/logout", "/api/mode", "/api/login", "/api/logout",
			"/api/refresh", "/oauth2/**", "/.well-known/**", "/error", "/assets/**", "/favicon.ico",
			"/actuator/health/liveness", "/actuator/health/readiness", "/v3/api-docs/**", "/swagger-ui.html",
			"/swagger-ui/**");

	/** What needs a permission. */
	public static final PathSet ADMINISTRATION = new PathSet("/api/admin/**", "/admin/**", "/actuator/**");

	private UrlSpace() {
	}

	/**
	 * Tell whether a call needs no credential.
	 * @param template the path as a description of the API names it
	 * @return whether everybody may make it
	 */
	public static boolean isPublic(String template) {
		return PUBLIC.contain(PathContainer.parsePath(template));
	}

}
