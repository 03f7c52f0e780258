package dev.latchkey.embedded;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/**
 * The service cannot start like this. Ends the start with two sentences for the person in
 * front of it: what is wrong, and what to do.
 */
class StartupException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final String action;

	StartupException(String description, String action) {
		this(description, action, null);
	}

	StartupException(String description, String action, @Nullable Throwable cause) {
		super(description, cause);
		this.action = action;
	}

	String action() {
		return this.action;
	}

}
