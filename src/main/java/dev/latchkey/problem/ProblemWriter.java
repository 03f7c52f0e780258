package dev.latchkey.problem;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.latchkey.mode.Mode;
import dev.latchkey.role.NotGrantableException;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.csrf.CsrfException;

/**
 * Answers every failure, from filters and controllers alike: problem+json for programs, a
 * page or the way to the login for people.
 */
public class ProblemWriter {

	private static final Logger logger = LoggerFactory.getLogger(ProblemWriter.class);

	private static final List<String> PROGRAMS = List.of("/api", "/oauth2", "/forward-auth", "/.well-known",
			"/actuator");

	private final JsonMapper json;

	private final ProblemPage page;

	private final Mode mode;

	private final ApplicationEventPublisher events;

	public ProblemWriter(JsonMapper json, ProblemPage page, Mode mode, ApplicationEventPublisher events) {
		this.json = json;
		this.page = page;
		this.mode = mode;
		this.events = events;
	}

	/**
	 * Answer a failure. Where an answer is on its way already there is nothing more to
	 * say: so it is where the server has given up on a client that did not send its body.
	 * @param request the request that failed
	 * @param response the response
	 * @param failure what happened
	 * @throws IOException if the client is gone
	 */
	public void write(HttpServletRequest request, HttpServletResponse response, Throwable failure) throws IOException {
		Problem problem = ProblemMapping.of(failure);
		if (problem == null) {
			logger.error("A request failed in a way that nobody foresaw", failure);
			problem = ProblemMapping.of(HttpStatus.INTERNAL_SERVER_ERROR);
		}
		else if (problem.status().is5xxServerError()) {
			logger.warn("Answered {} {}: {}", problem.status().value(), problem.slug(), failure.getClass().getName());
		}
		if (failure instanceof AccessDeniedException || failure instanceof NotGrantableException) {
			tellOfDenial(request, problem, failure);
		}
		write(request, response, problem);
	}

	/**
	 * A person who is led to where the password is changed is not refused anything.
	 */
	private void tellOfDenial(HttpServletRequest request, Problem problem, Throwable failure) {
		if (!(failure instanceof PasswordChangeRequiredException) || !wantsPage(request)) {
			boolean forged = failure instanceof CsrfException || failure instanceof CrossSiteRequestException;
			this.events
				.publishEvent(new RequestDenied(problem.slug(), forged, request.getMethod(), request.getServletPath()));
		}
	}

	void write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
		if (response.isCommitted()) {
			return;
		}
		response.resetBuffer();
		response.setStatus(problem.status().value());
		if (problem.retryAfter() != null) {
			response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(problem.retryAfter().toSeconds()));
		}
		if (!wantsPage(request)) {
			writeJson(request, response, problem);
		}
		else if (problem.status() == HttpStatus.UNAUTHORIZED) {
			redirectToLogin(request, response, problem);
		}
		else if (problem.slug().equals(PasswordChangeRequiredException.SLUG)) {
			seeOther(response, "/password");
		}
		else {
			writePage(request, response, problem);
		}
	}

	private void writeJson(HttpServletRequest request, HttpServletResponse response, Problem problem)
			throws IOException {
		switch (problem.challenge()) {
			case MISSING -> response.setHeader(HttpHeaders.WWW_AUTHENTICATE, this.mode.challenge());
			case INVALID -> response.setHeader(HttpHeaders.WWW_AUTHENTICATE, this.mode.challengeInvalid());
			case CLIENT -> response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"latchkey\"");
			case NONE -> {
			}
		}
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("type", "urn:latchkey:" + problem.slug());
		body.put("title", problem.title());
		body.put("status", problem.status().value());
		body.putAll(problem.details());
		if (problem.status().is4xxClientError() && isBelow(path(request), "/oauth2")) {
			// for readers of RFC 6749, 5.2
			body.put("error", (problem.status() == HttpStatus.UNAUTHORIZED) ? "invalid_client" : "invalid_request");
		}
		response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		response.getOutputStream().write(this.json.writeValueAsBytes(body));
		response.flushBuffer();
	}

	private void redirectToLogin(HttpServletRequest request, HttpServletResponse response, Problem problem)
			throws IOException {
		StringBuilder location = new StringBuilder("/login?continue=").append(encode(pageOf(request)));
		if (problem.details().containsKey("reason")) {
			location.append("&reason=").append(problem.details().get("reason"));
		}
		if (problem.challenge() == Problem.Challenge.INVALID) {
			// what has ended stays so: no use to send it again
			this.mode.expiredCookies()
				.forEach((cookie) -> response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString()));
		}
		seeOther(response, location.toString());
	}

	private static void seeOther(HttpServletResponse response, String location) throws IOException {
		response.setStatus(HttpStatus.SEE_OTHER.value());
		response.setHeader(HttpHeaders.LOCATION, location);
		response.flushBuffer();
	}

	private void writePage(HttpServletRequest request, HttpServletResponse response, Problem problem)
			throws IOException {
		try {
			this.page.write(request, response, problem);
		}
		catch (IOException ex) {
			throw ex;
		}
		catch (Exception ex) {
			logger.error("The page of problems cannot be shown", ex);
			response.resetBuffer();
			writeJson(request, response, problem);
		}
	}

	/**
	 * Where to go after the login: back to the page, but not back to a form that was
	 * sent.
	 */
	private static String pageOf(HttpServletRequest request) {
		if (!request.getMethod().equals("GET")) {
			return "/";
		}
		String query = request.getQueryString();
		return (query != null) ? request.getRequestURI() + "?" + query : request.getRequestURI();
	}

	private static boolean wantsPage(HttpServletRequest request) {
		String path = path(request);
		if (PROGRAMS.stream().anyMatch((program) -> isBelow(path, program))) {
			return false;
		}
		try {
			return MediaType.parseMediaTypes(request.getHeader(HttpHeaders.ACCEPT))
				.stream()
				.anyMatch((type) -> type.equalsTypeAndSubtype(MediaType.TEXT_HTML));
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

	private static String path(HttpServletRequest request) {
		// decoded, as the doors see it; but where the server reports an error, as it came
		Object reported = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
		return (reported instanceof String uri) ? uri : request.getServletPath();
	}

	private static boolean isBelow(String path, String top) {
		return path.equals(top) || path.startsWith(top + "/");
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
