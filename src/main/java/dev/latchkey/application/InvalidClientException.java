package dev.latchkey.application;

import org.jspecify.annotations.Nullable;

/**
 * The client has not proved to be a registered application. No client is told whether the
 * client id or the secret is wrong.
 */
public final class InvalidClientException extends RuntimeException {

	private final @Nullable String clientId;

	public InvalidClientException() {
		this(null);
	}

	InvalidClientException(@Nullable String clientId) {
		super("This is not a registered application");
		this.clientId = clientId;
	}

	/**
	 * Return the application that the client claimed to be.
	 * @return its client id, or {@code null} if there is no such application
	 */
	public @Nullable String clientId() {
		return this.clientId;
	}

}
