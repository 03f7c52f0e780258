package dev.latchkey.oidc.authorize;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import dev.latchkey.oidc.PlainText;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;

/**
 * Checks the parameters of an authorization request that the converter does not check,
 * and parses those that it leaves as text.
 */
final class RequestCheck {

	private static final int LONGEST_STATE = 8192;

	private static final int LONGEST_NONCE = 512;

	private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

	private RequestCheck() {
	}

	/**
	 * Return whether a state can be sent back.
	 */
	static boolean isState(String state) {
		return state.length() <= LONGEST_STATE && PlainText.is(state);
	}

	/**
	 * Check what the converter does not.
	 * @throws AuthorizationRefusedException if a parameter is not supported, not allowed
	 * together with the others, or cannot be kept
	 */
	static void check(HttpServletRequest request, ReturnAddress address) {
		Map<String, String[]> parameters = request.getParameterMap();
		if (parameters.containsKey("request")) {
			throw new AuthorizationRefusedException(AuthorizationError.REQUEST_NOT_SUPPORTED, address);
		}
		if (parameters.containsKey("request_uri")) {
			throw new AuthorizationRefusedException(AuthorizationError.REQUEST_URI_NOT_SUPPORTED, address);
		}
		// RFC 6749, 3.1
		boolean repeated = parameters.values().stream().anyMatch((values) -> values.length != 1);
		@Nullable String mode = single(request, "response_mode");
		@Nullable String state = single(request, "state");
		@Nullable String nonce = single(request, "nonce");
		if (mode != null && !mode.equals("query")) {
			throw AuthorizationRefusedException.becauseOf("response_mode", address);
		}
		if (state != null && !isState(state)) {
			throw AuthorizationRefusedException.becauseOf("state", address);
		}
		if (nonce != null && nonce.length() > LONGEST_NONCE) {
			throw AuthorizationRefusedException.becauseOf("nonce", address);
		}
		if (repeated || !PlainText.isAllOf(parameters)
				|| RequestQuery.bare(request.getQueryString()).length() > RequestQuery.LONGEST) {
			throw new AuthorizationRefusedException(AuthorizationError.INVALID_REQUEST, address);
		}
	}

	/**
	 * Return how the person is to be asked. Unknown values are ignored, but {@code none}
	 * must stand alone.
	 */
	static Set<String> prompts(OAuth2AuthorizationCodeRequestAuthenticationToken asked, ReturnAddress address) {
		@Nullable String prompt = parameter(asked, "prompt");
		Set<String> prompts = (prompt != null) ? Set.copyOf(List.of(prompt.strip().split(" +"))) : Set.of();
		if (prompts.contains("none") && prompts.size() > 1) {
			throw AuthorizationRefusedException.becauseOf("prompt", address);
		}
		return prompts;
	}

	/**
	 * Return how long ago the person may have signed in, or {@code null} if it does not
	 * matter.
	 */
	static @Nullable Duration maxAge(OAuth2AuthorizationCodeRequestAuthenticationToken asked, ReturnAddress address) {
		@Nullable String seconds = parameter(asked, "max_age");
		if (seconds == null) {
			return null;
		}
		if (!SECONDS.matcher(seconds).matches()) {
			throw AuthorizationRefusedException.becauseOf("max_age", address);
		}
		return Duration.ofSeconds(Long.parseLong(seconds));
	}

	/**
	 * Return a parameter that the converter hands on; one without a value counts as
	 * absent.
	 */
	static @Nullable String parameter(OAuth2AuthorizationCodeRequestAuthenticationToken asked, String name) {
		return (asked.getAdditionalParameters().get(name) instanceof String value && !value.isEmpty()) ? value : null;
	}

	/**
	 * Return a parameter that is there once; one without a value counts as absent (RFC
	 * 6749, 3.1).
	 */
	static @Nullable String single(HttpServletRequest request, String name) {
		String @Nullable [] values = request.getParameterValues(name);
		return (values != null && values.length == 1 && !values[0].isEmpty()) ? values[0] : null;
	}

}
