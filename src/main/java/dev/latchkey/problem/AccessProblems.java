package dev.latchkey.problem;

import dev.latchkey.application.InvalidClientException;
import dev.latchkey.mode.AmbiguousCredentialsException;
import dev.latchkey.mode.InvalidCredentialException;
import dev.latchkey.password.CurrentPasswordWrongException;
import dev.latchkey.problem.Problem.Challenge;
import dev.latchkey.role.NotGrantableException;
import dev.latchkey.session.LoginRefusedException;
import dev.latchkey.session.ProofTooOldException;
import dev.latchkey.session.ProofWrongException;
import dev.latchkey.session.SessionEndedException;
import dev.latchkey.throttle.TooManyAttemptsException;

import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.csrf.CsrfException;

/**
 * The problems of those who are not known or not allowed: no credential (401) and not
 * allowed (403). {@link PasswordChangeRequiredException},
 * {@link FactorSetupRequiredException} and {@link CsrfException} are each an
 * {@link AccessDeniedException}, and come before it.
 */
final class AccessProblems {

	private AccessProblems() {
	}

	static void addTo(ProblemTable table) {
		table.on(InvalidCredentialException.class, HttpStatus.UNAUTHORIZED, "invalid-token",
				"The credential is not valid", Challenge.INVALID);
		table.on(SessionEndedException.class,
				(ex) -> Problem.of(HttpStatus.UNAUTHORIZED, "session-ended", "The session has ended")
					.with("reason", ex.reason().code())
					.challenging(Challenge.INVALID));
		table.on(ProofTooOldException.class,
				(ex) -> Problem.of(HttpStatus.UNAUTHORIZED, ProblemWriter.PROOF_TOO_OLD, "Show once more who you are")
					.stepUp(ex.maxAge()));
		table.on(AuthenticationException.class, HttpStatus.UNAUTHORIZED, "login-required", "Sign in first",
				Challenge.MISSING);
		table.on(LoginRefusedException.class, HttpStatus.UNAUTHORIZED, "invalid-credentials",
				"The name or the password is wrong", Challenge.MISSING);
		table.on(InvalidClientException.class, HttpStatus.UNAUTHORIZED, "invalid-client",
				"This is not a registered application", Challenge.CLIENT);
		table.on(AmbiguousCredentialsException.class, HttpStatus.BAD_REQUEST, "invalid-request",
				"The request carries different credentials");
		table.on(ProofWrongException.class, HttpStatus.FORBIDDEN, "proof-wrong", "That does not prove who you are");
		table.on(CurrentPasswordWrongException.class, HttpStatus.FORBIDDEN, "current-password-wrong",
				"The current password is wrong");
		table.on(PasswordChangeRequiredException.class, HttpStatus.FORBIDDEN, PasswordChangeRequiredException.SLUG,
				"Change the password first");
		table.on(FactorSetupRequiredException.class, HttpStatus.FORBIDDEN, FactorSetupRequiredException.SLUG,
				"Set up a second factor first");
		table.on(CsrfException.class, HttpStatus.FORBIDDEN, "csrf-token-required",
				"The request has no valid token against forged requests");
		table.on(AccessDeniedException.class, HttpStatus.FORBIDDEN, "forbidden", "Not allowed");
		table.on(NotGrantableException.class, HttpStatus.FORBIDDEN, "not-grantable",
				"You can only grant permissions that you hold");
		table.on(UnknownApplicationHostException.class, HttpStatus.FORBIDDEN, "unknown-application",
				"This is not the host of an application");
		table.on(StartAgainException.class, HttpStatus.BAD_REQUEST, "start-again", "Start again");
		table.on(TooManyAttemptsException.class,
				(ex) -> Problem.of(HttpStatus.TOO_MANY_REQUESTS, "too-many-attempts", "Too many attempts")
					.retryAfter(ex.retryAfter()));
	}

}
