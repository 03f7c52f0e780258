package dev.latchkey.problem;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * Answers every failure, from filters and controllers alike, and chooses the form: JSON
 * for programs, a page or a redirect for browsers.
 */
public class ProblemWriter {

	static final String PROOF_TOO_OLD = "proof-too-old";

	private final ProblemJson json;

	private final ProblemPage page;

	private final ProofForm proof;

	private final LoginRedirect redirect;

	private final DenialEvents denials;

	private final FailureLog failures = new FailureLog(System::nanoTime);

	ProblemWriter(ProblemJson json, ProblemPage page, ProofForm proof, LoginRedirect redirect, DenialEvents denials) {
		this.json = json;
		this.page = page;
		this.proof = proof;
		this.redirect = redirect;
		this.denials = denials;
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
		write(request, response, failure, view, model, AnswerForm.of(request));
	}

	/**
	 * Answer that the proof in a form was refused, and ask for another one.
	 * @param request the request with the form
	 * @param response the response
	 * @param failure why it was refused
	 * @throws IOException if the client is gone
	 */
	public void writeProof(HttpServletRequest request, HttpServletResponse response, Throwable failure)
			throws IOException {
		write(request, response, failure, ProofForm.VIEW, this.proof.modelOf(request), AnswerForm.PAGE);
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
		write(request, response, failure, ProblemPage.VIEW, Map.of(), AnswerForm.JSON);
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
		write(request, response, failure, view, more, AnswerForm.PAGE);
	}

	private void write(HttpServletRequest request, HttpServletResponse response, Throwable failure, String view,
			Map<String, ? extends @Nullable Object> model, AnswerForm form) throws IOException {
		if (isClientGone(failure)) {
			return;
		}
		Problem problem = ProblemMapping.problemOf(failure);
		if (problem == null) {
			this.failures.logUnforeseen("Unhandled exception", failure);
			problem = StatusProblems.problemOf(HttpStatus.INTERNAL_SERVER_ERROR);
		}
		else if (problem.getStatusCode().is5xxServerError()) {
			this.failures.logAnswered(problem, failure);
		}
		this.denials.publish(request, problem, failure);
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

	void write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
		write(request, response, problem, ProblemPage.VIEW, Map.of(), AnswerForm.of(request));
	}

	private void write(HttpServletRequest request, HttpServletResponse response, Problem problem, String view,
			Map<String, ? extends @Nullable Object> model, AnswerForm form) throws IOException {
		if (response.isCommitted()) {
			return;
		}
		response.resetBuffer();
		response.setStatus(problem.getStatusCode().value());
		problem.getHeaders().forEach((name, values) -> values.forEach((value) -> response.setHeader(name, value)));
		if (form == AnswerForm.JSON) {
			this.json.write(AnswerForm.pathOf(request), response, problem);
		}
		else if (form == AnswerForm.PAGE_OR_REDIRECT && this.redirect.leads(problem)) {
			this.redirect.write(request, response, problem);
		}
		else if (problem.slug().equals(PROOF_TOO_OLD)) {
			this.json.challenge(response, problem);
			writePage(request, response, problem, ProofForm.VIEW, this.proof.modelOf(request));
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
			this.json.write(AnswerForm.pathOf(request), response, problem);
		}
	}

}
