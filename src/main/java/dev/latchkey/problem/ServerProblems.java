package dev.latchkey.problem;

import dev.latchkey.password.HashingBusyException;
import dev.latchkey.revocation.RevocationsUnknownException;
import dev.latchkey.url.UnknownIssuerException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import jakarta.validation.ConstraintViolationException;
import org.apache.tomcat.util.http.InvalidParameterException;

import org.springframework.beans.TypeMismatchException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.server.ResponseStatusException;

/**
 * The problems of the server, which cannot tell (503), and of requests that it cannot
 * read (400).
 */
final class ServerProblems {

	private ServerProblems() {
	}

	static void addTo(ProblemTable table) {
		table.on(HashingBusyException.class,
				(ex) -> Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "busy", "Too many logins at once")
					.retryAfter(ex.retryAfter()));
		table.on(ServerBusyException.class,
				(ex) -> Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "busy", "Too many requests at once")
					.retryAfter(StatusProblems.SOON));
		table.on(UnknownIssuerException.class, HttpStatus.SERVICE_UNAVAILABLE, "public-url-required",
				"Set latchkey.web.public-url first");
		table.on(RevocationsUnknownException.class, (ex) -> StatusProblems.unavailable());
		table.on(CallNotPermittedException.class, (ex) -> StatusProblems.unavailable());
		table.on(DataAccessException.class, (ex) -> StatusProblems.unavailable());
		table.on(TransactionException.class, (ex) -> StatusProblems.unavailable());
		table.on(HttpMessageNotReadableException.class, (ex) -> {
			Throwable root = NestedExceptionUtils.getMostSpecificCause(ex);
			return (root instanceof ResponseStatusException refused) ? StatusProblems.problemOf(refused)
					: StatusProblems.problemOf(HttpStatus.BAD_REQUEST);
		});
		// of Accept: what a body has is looked at before
		table.on(InvalidMediaTypeException.class, (ex) -> StatusProblems.problemOf(HttpStatus.NOT_ACCEPTABLE));
		table.on(InvalidParameterException.class,
				(ex) -> StatusProblems.problemOf(HttpStatus.valueOf(ex.getErrorCode())));
		table.on(TypeMismatchException.class, (ex) -> StatusProblems.problemOf(HttpStatus.BAD_REQUEST));
		table.on(ConversionFailedException.class, (ex) -> StatusProblems.problemOf(HttpStatus.BAD_REQUEST));
		table.on(ConstraintViolationException.class, (ex) -> StatusProblems.problemOf(HttpStatus.BAD_REQUEST));
		table.on(RequestRejectedException.class, (ex) -> StatusProblems.problemOf(HttpStatus.BAD_REQUEST));
	}

}
