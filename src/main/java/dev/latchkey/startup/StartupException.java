package dev.latchkey.startup;

import org.jspecify.annotations.Nullable;

/**
 * Stops the start with a description and an action.
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
