package dev.latchkey.problem;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.latchkey.mode.Mode;
import dev.latchkey.url.UrlSpace;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;

/**
 * Writes a problem as {@code application/problem+json} (RFC 9457), with the challenge
 * that a 401 needs.
 */
class ProblemJson {

	private final JsonMapper json;

	private final Mode mode;

	ProblemJson(JsonMapper json, Mode mode) {
		this.json = json.rebuild().addMixIn(ProblemDetail.class, Members.class).build();
		this.mode = mode;
	}

	/**
	 * Write a problem.
	 * @param path the path that was called
	 * @throws IOException if the client is gone
	 */
	void write(String path, HttpServletResponse response, Problem problem) throws IOException {
		challenge(response, problem);
		HttpStatus status = problem.getStatusCode();
		if (UrlSpace.isForApplications(path)) {
			// for clients that implement RFC 6749, 5.2
			problem.with("error", oauthError(status));
		}
		response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		response.getOutputStream().write(this.json.writeValueAsBytes(problem.getBody()));
		response.flushBuffer();
	}

	private static String oauthError(HttpStatus status) {
		return switch (status) {
			case UNAUTHORIZED -> "invalid_client";
			case TOO_MANY_REQUESTS, SERVICE_UNAVAILABLE -> "temporarily_unavailable";
			default -> status.is5xxServerError() ? "server_error" : "invalid_request";
		};
	}

	/**
	 * Ask for a credential, or for a proof, where the problem is that there is none.
	 */
	void challenge(HttpServletResponse response, Problem problem) {
		switch (problem.challenge()) {
			case MISSING -> response.setHeader(HttpHeaders.WWW_AUTHENTICATE, this.mode.challenge());
			case INVALID -> response.setHeader(HttpHeaders.WWW_AUTHENTICATE, this.mode.challengeInvalid());
			case STEP_UP ->
				response.setHeader(HttpHeaders.WWW_AUTHENTICATE, stepUp(this.mode.challenge(), problem.maxAge()));
			case CLIENT -> response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"latchkey\"");
			case NONE -> {
			}
		}
	}

	/**
	 * Return a challenge as RFC 9470, 3 has it, after the parameters of the mode's own.
	 */
	private static String stepUp(String challenge, Duration maxAge) {
		return challenge + ((challenge.indexOf(' ') < 0) ? " " : ", ")
				+ "error=\"insufficient_user_authentication\", max_age=" + maxAge.toSeconds();
	}

	/**
	 * The members of a problem, in the order in which they are written.
	 */
	@JsonPropertyOrder({ "type", "title", "status" })
	@JsonInclude(JsonInclude.Include.NON_EMPTY)
	interface Members {

		@JsonAnyGetter
		@Nullable Map<String, Object> getProperties();

	}

}
