package dev.latchkey.forwardauth;

import dev.latchkey.application.Application;

import org.springframework.security.access.AccessDeniedException;

/**
 * The person is signed in, and may not use the application.
 */
// not stored
@SuppressWarnings("serial")
final class ApplicationForbiddenException extends AccessDeniedException {

	private final Application application;

	ApplicationForbiddenException(Application application) {
		super("may not use the application");
		this.application = application;
	}

	Application application() {
		return this.application;
	}

}
