package dev.latchkey.embedded;

import org.jspecify.annotations.Nullable;

/**
 * The service cannot start like this. Ends the start with two sentences for the person in
 * front of it: what is wrong, and what to do.
 */
public class StartupException extends RuntimeException {

	private final String action;

	public StartupException(String description, String action) {
		this(description, action, null);
	}

	public StartupException(String description, String action, @Nullable Throwable cause) {
		super(description, cause);
		this.action = action;
	}

	public String action() {
		return this.action;
	}

}
