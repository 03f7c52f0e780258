package dev.latchkey.throttle;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who is about to prove who they are with a secret.
 *
 * @param kind what the name is a name of
 * @param name whose secret it is to be: a username in its canonical form, or whatever was
 * given where that has none. It need not exist
 * @param address where the request comes from
 * @param device a device that has proved the account's password before, or {@code null}
 */
public record AuthenticationAttempt(Kind kind, String name, String address, @Nullable KnownDevice device) {

	/**
	 * What can be attempted.
	 */
	public enum Kind {

		/** Somebody's password. */
		USER,
		/** The secret of an application. */
		CLIENT

	}

	/**
	 * Return an attempt at somebody's password.
	 * @param username the name, in its canonical form if it has one
	 * @param address where the request comes from
	 * @param device the device, where it is known for this account; else {@code null}
	 * @return the attempt
	 */
	public static AuthenticationAttempt ofUser(String username, String address, @Nullable KnownDevice device) {
		return new AuthenticationAttempt(Kind.USER, username, address, device);
	}

	/**
	 * Return an attempt at the secret of an application. It is paid for by each network
	 * apart, so that nobody elsewhere can shut the application out; its secret is too
	 * long to be guessed from many places.
	 * @param clientId the application's public name, as given
	 * @param address where the request comes from
	 * @return the attempt
	 */
	public static AuthenticationAttempt ofClient(String clientId, String address) {
		return new AuthenticationAttempt(Kind.CLIENT, clientId, address, null);
	}

}
