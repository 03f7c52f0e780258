package dev.latchkey.login.proof;

import java.io.IOException;
import java.util.Objects;

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
 * that was refused once more, with a password or a code: if that is right, the form is
 * then handled as if the proof had been recent before.
 */
class ProofOnForms implements HandlerInterceptor {

	private static final String PASSWORD = "proof_password";

	private static final String CODE = "proof_code";

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
		@Nullable String password = request.getParameter(PASSWORD);
		@Nullable String code = request.getParameter(CODE);
		if (password == null && code == null) {
			return true;
		}
		try {
			renew(me, Objects.requireNonNullElse(password, ""), Objects.requireNonNullElse(code, ""), request);
			return true;
		}
		catch (ProofWrongException | TooManyAttemptsException | HashingBusyException | ResponseStatusException ex) {
			this.problems.writeProof(request, response, ex);
			return false;
		}
	}

	/**
	 * Take the one of the two fields that was filled in. Both at once are refused, so
	 * that no attempt is one at two secrets.
	 */
	private void renew(Session me, String password, String code, HttpServletRequest request) {
		if (password.isEmpty() == code.isEmpty()) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
		}
		if (code.isEmpty()) {
			this.proofRenewal.byPassword(me, password, request);
		}
		else {
			this.proofRenewal.byCode(me, code, request);
		}
	}

}
