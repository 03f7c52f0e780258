package dev.latchkey.throttle;

import dev.latchkey.crypto.Sha256;
import dev.latchkey.text.ClientNetwork;
import org.jspecify.annotations.Nullable;

/**
 * Something that a budget limits: an attempt to prove with a secret who a client is, or a
 * call that leaves a row behind.
 *
 * @param kind what the name is a name of
 * @param name the name that the secret belongs to: a username in its canonical form, or
 * as it was given if no account can have that name. It need not exist
 * @param address where the request comes from
 * @param device a device that has proved the account's password before, or {@code null}
 */
public record AuthenticationAttempt(Kind kind, String name, String address, @Nullable KnownDevice device) {

	/**
	 * What can be attempted.
	 */
	public enum Kind {

		/** The password of a user. */
		USER,
		/** The password of a user who is signed in. */
		SESSION,
		/** The secret of an application. */
		CLIENT,
		/** What an application leaves here that proves itself with its secret. */
		CLIENT_WRITE,
		/** The code that a device shows, as a user types it who is signed in. */
		USER_CODE,
		/** Codes for a device, which a client asks for that proves nothing. */
		DEVICE_CODES,
		/** Authorization requests that a client pushes which proves nothing. */
		PUSHED_REQUESTS,
		/** A letter to whom a password was forgotten. */
		RESET,
		/** A link that came in a letter. */
		LINK

	}

	/**
	 * Return an attempt at a user's password.
	 * @param username the name, in its canonical form if it has one
	 * @param address where the request comes from
	 * @param device the device, where it is known for this account; else {@code null}
	 * @return the attempt
	 */
	public static AuthenticationAttempt ofUser(String username, String address, @Nullable KnownDevice device) {
		return new AuthenticationAttempt(Kind.USER, username, address, device);
	}

	/**
	 * Return an attempt of a signed-in user at their own password. Strangers cannot lock
	 * the owner out here, and neither can logins, however many there are.
	 * @param username the canonical name
	 * @param address where the request comes from
	 * @param session the account and the handle of the session, as a device
	 * @return the attempt
	 */
	public static AuthenticationAttempt ofSession(String username, String address, KnownDevice session) {
		return new AuthenticationAttempt(Kind.SESSION, username, address, session);
	}

	/**
	 * Return an attempt at the secret of an application. Each network pays for its own,
	 * so that no other network can shut the application out; its secret is too long to be
	 * guessed from many places.
	 * @param clientId the application's public name, as given
	 * @param address where the request comes from
	 * @return the attempt
	 */
	public static AuthenticationAttempt ofClient(String clientId, String address) {
		return new AuthenticationAttempt(Kind.CLIENT, clientId, address, null);
	}

	/**
	 * Return a call by which an application with a secret leaves something here: codes
	 * for a device, or that a token of its own is over. Each application pays for its own
	 * in each network.
	 * @param clientId the application's public name
	 * @param address where the request comes from
	 * @return the attempt
	 */
	public static AuthenticationAttempt ofClientWrite(String clientId, String address) {
		return new AuthenticationAttempt(Kind.CLIENT_WRITE, clientId, address, null);
	}

	/**
	 * Return an attempt of a signed-in user to type the code that a device shows. Each
	 * account pays for its own.
	 * @param accountId the account
	 * @param address where the request comes from
	 * @return the attempt
	 */
	public static AuthenticationAttempt ofUserCode(String accountId, String address) {
		return new AuthenticationAttempt(Kind.USER_CODE, accountId, address, null);
	}

	/**
	 * Return a call for codes for a device by a public client, which writes a row. Each
	 * network pays for its own.
	 * @param clientId the application's public name
	 * @param address where the request comes from
	 * @return the attempt
	 */
	public static AuthenticationAttempt ofDeviceCodes(String clientId, String address) {
		return new AuthenticationAttempt(Kind.DEVICE_CODES, clientId, address, null);
	}

	/**
	 * Return an authorization request that a public client pushes, which writes a row.
	 * Each client pays for its own in each host, site and block: many people share one.
	 * @param clientId the application's public name
	 * @param address where the request comes from
	 * @return the attempt
	 */
	public static AuthenticationAttempt ofPushedRequest(String clientId, String address) {
		return new AuthenticationAttempt(Kind.PUSHED_REQUESTS, clientId, address, null);
	}

	/**
	 * Return a request for a letter with a link to choose a new password.
	 * @param name the name that was typed, or the one form of the address that was
	 * @param address where the request comes from
	 * @return the attempt
	 */
	public static AuthenticationAttempt ofReset(String name, String address) {
		return new AuthenticationAttempt(Kind.RESET, name, address, null);
	}

	/**
	 * Return an attempt to use a link. Each network pays for its own; of a wrong link it
	 * is not known whose account it would be for.
	 * @param address where the request comes from
	 * @return the attempt
	 */
	public static AuthenticationAttempt ofLink(String address) {
		return new AuthenticationAttempt(Kind.LINK, "", address, null);
	}

	/**
	 * Return the block that the request comes from: an IPv4 /24 or an IPv6 /48.
	 * @return the block, as text
	 */
	public String block() {
		return ClientNetwork.of(this.address).block();
	}

	/**
	 * Return what shares one lane with this attempt.
	 */
	String lane() {
		return (this.device != null) ? this.kind + ":" + this.device.accountId()
				: this.kind + ":" + Sha256.base64Url(this.name) + "@" + block();
	}

}
