package dev.latchkey.application;

import org.jspecify.annotations.Nullable;

/**
 * An application that has just been registered or given a new secret, with that secret,
 * which is known only now.
 *
 * @param application the application
 * @param secret the secret that it proves itself with, if it does
 */
public record RegisteredApplication(Application application, @Nullable String secret) {

	/**
	 * Keep the secret out of logs.
	 */
	@Override
	public String toString() {
		return "RegisteredApplication[" + this.application.clientId() + "]";
	}

}
