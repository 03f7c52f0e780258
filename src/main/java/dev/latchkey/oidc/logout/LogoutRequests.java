package dev.latchkey.oidc.logout;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.latchkey.application.Application;
import dev.latchkey.application.ApplicationDirectory;
import dev.latchkey.application.OidcAccess;
import dev.latchkey.oidc.PlainText;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests to sign out. What is not as it should be makes a request invalid; it is
 * never a reason to lead to an address that is not registered, character by character,
 * for the application that asks.
 */
class LogoutRequests {

	private static final List<String> PARAMETERS = List.of("id_token_hint", "client_id", "post_logout_redirect_uri",
			"state");

	private static final int LONGEST_STATE = 8192;

	// it comes in the head of a request, which has room for 32 KB, cookies included
	private static final int LONGEST_QUERY = 24 * 1024;

	private final LogoutHints hints;

	private final ApplicationDirectory applications;

	LogoutRequests(LogoutHints hints, ApplicationDirectory applications) {
		this.hints = hints;
		this.applications = applications;
	}

	/**
	 * Read a request.
	 * @throws org.springframework.dao.DataAccessException if it cannot be told
	 */
	LogoutRequest read(HttpServletRequest request) {
		@Nullable String hintText = value(request, "id_token_hint");
		@Nullable LogoutHint hint = (hintText != null) ? this.hints.read(hintText) : null;
		@Nullable String clientId = value(request, "client_id");
		@Nullable Application application = application(hintText, hint, clientId);
		@Nullable String redirectUri = value(request, "post_logout_redirect_uri");
		@Nullable String state = value(request, "state");
		boolean valid = PARAMETERS.stream().allMatch((name) -> isOnce(request, name))
				&& PlainText.isAllOf(request.getParameterMap()) && (hintText == null || application != null)
				&& (clientId == null || isNamed(application, clientId))
				&& (redirectUri == null || isRegistered(redirectUri, application))
				&& (state == null || state.length() <= LONGEST_STATE) && query(request).length() <= LONGEST_QUERY;
		return new LogoutRequest(application, hint, redirectUri, state, valid);
	}

	/**
	 * Return who asks. A hint comes first: if there is one, it names the application.
	 */
	private @Nullable Application application(@Nullable String hintText, @Nullable LogoutHint hint,
			@Nullable String clientId) {
		if (hint != null) {
			return hint.application();
		}
		if (hintText != null) {
			return this.hints.unproved(hintText);
		}
		return (clientId != null) ? this.applications.byClientId(clientId) : null;
	}

	/**
	 * Return the same request as a query.
	 */
	static String query(HttpServletRequest request) {
		return PARAMETERS.stream()
			.filter((name) -> value(request, name) != null)
			.map((name) -> Map.entry(name, String.valueOf(value(request, name))))
			.map((entry) -> entry.getKey() + "=" + encoded(entry.getValue()))
			.collect(Collectors.joining("&"));
	}

	private static String encoded(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8);
	}

	private static boolean isNamed(@Nullable Application application, String clientId) {
		return application != null && application.clientId().equals(clientId);
	}

	private static boolean isRegistered(String redirectUri, @Nullable Application application) {
		@Nullable OidcAccess oidc = (application != null) ? application.oidc() : null;
		return oidc != null && oidc.postLogoutRedirectUris().contains(redirectUri);
	}

	private static boolean isOnce(HttpServletRequest request, String name) {
		String @Nullable [] values = request.getParameterValues(name);
		return values == null || values.length == 1;
	}

	private static @Nullable String value(HttpServletRequest request, String name) {
		String @Nullable [] values = request.getParameterValues(name);
		return (values != null && !values[0].isEmpty()) ? values[0] : null;
	}

}
