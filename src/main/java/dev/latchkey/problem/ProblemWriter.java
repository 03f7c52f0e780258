package dev.latchkey.problem;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import dev.latchkey.role.NotGrantableException;
import dev.latchkey.url.UrlSpace;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.csrf.CsrfException;

/**
 * Answers every failure, from filters and controllers alike, and chooses the form: JSON
 * for programs, a page or a redirect for browsers.
 */
public class ProblemWriter {

	static final String PROOF_TOO_OLD = "proof-too-old";

	private final ProblemJson json;

	private final ProblemPage page;

	private final LoginRedirect redirect;

	private final ApplicationEventPublisher events;

	private final FailureLog failures = new FailureLog(System::nanoTime);

	ProblemWriter(ProblemJson json, ProblemPage page, LoginRedirect redirect, ApplicationEventPublisher events) {
		this.json = json;
		this.page = page;
		this.redirect = redirect;
		this.events = events;
	}

	/**
	 * Answer a failure, unless the client is gone or the response is committed already.
	 * @param request the request that failed
	 * @param response the response
	 * @param failure what happened
	 * @throws IOException if the client is gone
	 */
	public void write(HttpServletRequest request, HttpServletResponse response, Throwable failure) throws IOException {
		write(request, response, failure, ProblemPage.VIEW, Map.of());
	}

	/**
	 * Answer a failure as the other method does, but show people a page of the caller's:
	 * one with a form that can be sent again.
	 * @param request the request that failed
	 * @param response the response
	 * @param failure what happened
	 * @param view the page's template, which finds {@code problem}, {@code slug} and, in
	 * seconds, how long to {@code wait}
	 * @param model what else it shows
	 * @throws IOException if the client is gone
	 */
	public void write(HttpServletRequest request, HttpServletResponse response, Throwable failure, String view,
			Map<String, ? extends @Nullable Object> model) throws IOException {
		write(request, response, failure, view, model, formFor(request));
	}

	/**
	 * Answer that a proof was refused that came with a form, and ask for one once more.
	 * @param request the request with the form
	 * @param response the response
	 * @param failure why it was refused
	 * @throws IOException if the client is gone
	 */
	public void writeProof(HttpServletRequest request, HttpServletResponse response, Throwable failure)
			throws IOException {
		write(request, response, failure, ProofForm.VIEW, ProofForm.of(request), Form.PAGE);
	}

	/**
	 * Answer a failure in JSON, even if the path is that of a page.
	 * @param request the request that failed
	 * @param response the response
	 * @param failure what happened
	 * @throws IOException if the client is gone
	 */
	public void writeJson(HttpServletRequest request, HttpServletResponse response, Throwable failure)
			throws IOException {
		write(request, response, failure, ProblemPage.VIEW, Map.of(), Form.JSON);
	}

	/**
	 * Show a failure on the host of an application, where nothing else is Latchkey's: the
	 * page has no links of the login host, and is never a redirect.
	 * @param request the request that failed
	 * @param response the response
	 * @param failure what happened
	 * @param view the page's template
	 * @param model what else it shows
	 * @throws IOException if the client is gone
	 */
	public void writeForeignPage(HttpServletRequest request, HttpServletResponse response, Throwable failure,
			String view, Map<String, ? extends @Nullable Object> model) throws IOException {
		Map<String, @Nullable Object> more = new HashMap<>(model);
		more.put(PageFrame.FOREIGN, true);
		write(request, response, failure, view, more, Form.PAGE);
	}

	private void write(HttpServletRequest request, HttpServletResponse response, Throwable failure, String view,
			Map<String, ? extends @Nullable Object> model, Form form) throws IOException {
		if (isClientGone(failure)) {
			return;
		}
		Problem problem = ProblemMapping.of(failure);
		if (problem == null) {
			this.failures.logUnforeseen("Unhandled exception", failure);
			problem = ProblemMapping.of(HttpStatus.INTERNAL_SERVER_ERROR);
		}
		else if (problem.getStatusCode().is5xxServerError()) {
			this.failures.logAnswered(problem, failure);
		}
		if (failure instanceof AccessDeniedException || failure instanceof NotGrantableException) {
			publishDenial(request, problem, failure);
		}
		write(request, response, problem, view, model, form);
	}

	/**
	 * Return whether a failure is the client's own. Strangers can cause as many of them
	 * as they like.
	 */
	private static boolean isClientGone(Throwable failure) {
		@Nullable Throwable cause = failure;
		while (cause != null && !(cause instanceof ClientAbortException)) {
			cause = cause.getCause();
		}
		return cause != null;
	}

	/**
	 * Publish a denial. A user who is sent to the page that changes the password, or that
	 * sets up a factor, is not denied anything.
	 */
	private void publishDenial(HttpServletRequest request, Problem problem, Throwable failure) {
		boolean led = failure instanceof PasswordChangeRequiredException
				|| failure instanceof FactorSetupRequiredException;
		if (!led || !wantsPage(request)) {
			boolean forged = failure instanceof CsrfException || failure instanceof CrossSiteRequestException;
			this.events
				.publishEvent(new RequestDenied(problem.slug(), forged, request.getMethod(), request.getServletPath()));
		}
	}

	void write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
		write(request, response, problem, ProblemPage.VIEW, Map.of(), formFor(request));
	}

	private void write(HttpServletRequest request, HttpServletResponse response, Problem problem, String view,
			Map<String, ? extends @Nullable Object> model, Form form) throws IOException {
		if (response.isCommitted()) {
			return;
		}
		response.resetBuffer();
		response.setStatus(problem.getStatusCode().value());
		problem.getHeaders().forEach((name, values) -> values.forEach((value) -> response.setHeader(name, value)));
		if (form == Form.JSON) {
			this.json.write(path(request), response, problem);
		}
		else if (form == Form.PAGE_OR_REDIRECT && problem.getStatusCode() == HttpStatus.UNAUTHORIZED
				&& !problem.slug().equals(PROOF_TOO_OLD)) {
			this.redirect.toLogin(request, response, problem);
		}
		else if (form == Form.PAGE_OR_REDIRECT && problem.slug().equals(PasswordChangeRequiredException.SLUG)) {
			this.redirect.toPassword(request, response);
		}
		else if (form == Form.PAGE_OR_REDIRECT && problem.slug().equals(FactorSetupRequiredException.SLUG)) {
			this.redirect.toFactors(request, response);
		}
		else if (problem.slug().equals(PROOF_TOO_OLD)) {
			this.json.challenge(response, problem);
			writePage(request, response, problem, ProofForm.VIEW, ProofForm.of(request));
		}
		else {
			writePage(request, response, problem, view, model);
		}
	}

	private void writePage(HttpServletRequest request, HttpServletResponse response, Problem problem, String view,
			Map<String, ? extends @Nullable Object> model) throws IOException {
		try {
			this.page.write(request, response, problem, view, model);
		}
		catch (IOException ex) {
			throw ex;
		}
		catch (Exception ex) {
			this.failures.logUnforeseen("The error page cannot be rendered", ex);
			response.resetBuffer();
			this.json.write(path(request), response, problem);
		}
	}

	private static Form formFor(HttpServletRequest request) {
		return wantsPage(request) ? Form.PAGE_OR_REDIRECT : Form.JSON;
	}

	private static boolean wantsPage(HttpServletRequest request) {
		if (UrlSpace.isProgram(path(request))) {
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

	/**
	 * Return the path that was called: decoded, as controllers see it, or as it came
	 * where the container reports an error.
	 */
	private static String path(HttpServletRequest request) {
		Object reported = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
		return (reported instanceof String uri && uri.startsWith(request.getContextPath()))
				? uri.substring(request.getContextPath().length()) : request.getServletPath();
	}

	private enum Form {

		JSON, PAGE, PAGE_OR_REDIRECT

	}

}
