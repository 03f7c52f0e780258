package dev.latchkey.problem;

import dev.latchkey.factor.InvalidCodeException;
import dev.latchkey.factor.InvalidFirstCodeException;
import dev.latchkey.factor.InvalidLoginException;
import dev.latchkey.factor.NoSecondFactorException;
import dev.latchkey.factor.SecondFactorRequiredException;
import dev.latchkey.factor.passkey.InvalidPasskeyException;
import dev.latchkey.factor.passkey.InvalidPasskeyNameException;
import dev.latchkey.factor.passkey.PasskeyRefusedException;
import dev.latchkey.factor.passkey.PasskeyRefusedException.Reason;
import dev.latchkey.factor.passkey.TooManyPasskeysException;
import dev.latchkey.factor.passkey.UnknownPasskeyException;
import dev.latchkey.problem.Problem.Challenge;

import org.springframework.http.HttpStatus;

/**
 * The problems of second factors and passkeys.
 */
final class FactorProblems {

	private FactorProblems() {
	}

	static void addTo(ProblemTable table) {
		table.on(SecondFactorRequiredException.class,
				(ex) -> Problem
					.of(HttpStatus.UNAUTHORIZED, "second-factor-required", "A second factor is needed as well")
					.with("login", ex.ticket())
					.with("factors", ex.factors())
					.challenging(Challenge.MISSING));
		table.on(InvalidCodeException.class, HttpStatus.UNAUTHORIZED, "invalid-code", "The code is wrong, or was used",
				Challenge.MISSING);
		table.on(InvalidLoginException.class, HttpStatus.UNAUTHORIZED, "invalid-login",
				"Sign in again from the beginning", Challenge.MISSING);
		table.on(InvalidFirstCodeException.class, HttpStatus.BAD_REQUEST, "invalid-code", "The code is wrong");
		table.on(NoSecondFactorException.class, HttpStatus.CONFLICT, "no-second-factor",
				"Set up a second factor first");
		table.on(PasskeyRefusedException.class,
				(ex) -> (ex.reason() == Reason.MALFORMED) ? StatusProblems.problemOf(HttpStatus.BAD_REQUEST)
						: Problem.of(HttpStatus.UNAUTHORIZED, "invalid-credentials", "The passkey was not accepted")
							.challenging(Challenge.MISSING));
		table.on(InvalidPasskeyException.class, HttpStatus.BAD_REQUEST, "invalid-passkey",
				"This is not a new passkey, or took too long");
		table.on(InvalidPasskeyNameException.class, HttpStatus.BAD_REQUEST, "invalid-name", "The name is not allowed");
		table.on(TooManyPasskeysException.class, HttpStatus.CONFLICT, "too-many-passkeys",
				"There are as many passkeys as there may be");
		table.on(UnknownPasskeyException.class, HttpStatus.NOT_FOUND, "unknown-passkey", "There is no such passkey");
	}

}
