package dev.latchkey.problem;

import dev.latchkey.application.ApplicationNameTakenException;
import dev.latchkey.application.ClientIdTakenException;
import dev.latchkey.application.DeclaredApplicationException;
import dev.latchkey.application.HostTakenException;
import dev.latchkey.application.InvalidApplicationException;
import dev.latchkey.application.InvalidApplicationNameException;
import dev.latchkey.application.NoSecretException;
import dev.latchkey.application.PublicUrlRequiredException;
import dev.latchkey.application.TooManyApplicationsException;
import dev.latchkey.application.UnknownApplicationException;

import org.springframework.http.HttpStatus;

/**
 * The problems of the registry of applications.
 */
final class ApplicationProblems {

	private ApplicationProblems() {
	}

	static void addTo(ProblemTable table) {
		table.on(InvalidApplicationNameException.class, HttpStatus.BAD_REQUEST, "invalid-name",
				"The name is not allowed");
		table.on(InvalidApplicationException.class,
				(ex) -> Problem.of(HttpStatus.BAD_REQUEST, "invalid-application", "The application is not valid")
					.with("member", ex.member()));
		table.on(ApplicationNameTakenException.class, HttpStatus.CONFLICT, "name-taken", "The name is taken");
		table.on(ClientIdTakenException.class, HttpStatus.CONFLICT, "client-id-taken", "The client id is taken");
		table.on(HostTakenException.class, HttpStatus.CONFLICT, "host-taken", "A host leads to another application");
		table.on(DeclaredApplicationException.class, HttpStatus.CONFLICT, "declared-application",
				"The configuration declares this application, and only it can change it");
		table.on(NoSecretException.class, HttpStatus.CONFLICT, "no-secret", "This application has no use for a secret");
		table.on(PublicUrlRequiredException.class, HttpStatus.CONFLICT, "public-url-required",
				"Set latchkey.web.public-url before you register an application with hosts");
		table.on(TooManyApplicationsException.class, HttpStatus.CONFLICT, "too-many-applications",
				"There are as many applications as there may be");
		table.on(UnknownApplicationException.class, HttpStatus.NOT_FOUND, "unknown-application",
				"There is no such application");
	}

}
