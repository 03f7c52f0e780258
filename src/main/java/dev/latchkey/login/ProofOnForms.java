package dev.latchkey.login;

import java.io.IOException;

import dev.latchkey.mode.SessionAuthentication;
import dev.latchkey.password.HashingBusyException;
import dev.latchkey.problem.ProblemWriter;
import dev.latchkey.session.ProofWrongException;
import dev.latchkey.session.Session;
import dev.latchkey.throttle.TooManyAttemptsException;
import dev.latchkey.url.UrlSpace;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Takes the proof that comes with a form. The page that asks for a proof sends the form
 * that was refused once more, with a password: if that is right, the form is then handled
 * as if the proof had been recent before.
 */
class ProofOnForms implements HandlerInterceptor {

	/** The field of the page that asks. */
	static final String PASSWORD = "proof_password";

	private final ProofRenewal proofRenewal;

	private final ProblemWriter problems;

	ProofOnForms(ProofRenewal proofRenewal, ProblemWriter problems) {
		this.proofRenewal = proofRenewal;
		this.problems = problems;
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
			throws IOException {
		@Nullable Session me = SessionAuthentication.current();
		if (me == null || !request.getMethod().equals("POST") || UrlSpace.isProgram(request.getServletPath())) {
			return true;
		}
		@Nullable String query = request.getQueryString();
		if (query != null && query.contains(PASSWORD)) {
			// browsers, proxies and logs keep URLs (ASVS 5.0 14.2.1)
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
		}
		@Nullable String password = request.getParameter(PASSWORD);
		if (password == null) {
			return true;
		}
		try {
			this.proofRenewal.byPassword(me, password, request);
			return true;
		}
		catch (ProofWrongException | TooManyAttemptsException | HashingBusyException ex) {
			this.problems.writeProof(request, response, ex);
			return false;
		}
	}

}
