package dev.latchkey.factor;

import org.jspecify.annotations.Nullable;

/**
 * What a client shows that has proved a password and is to prove a second factor. It says
 * whose login it is, so that a wrong code is paid for before anything is looked up.
 *
 * @param text the ticket as the client holds it
 * @param accountId the account
 * @param username its canonical name
 * @param deviceId the device that the login came from, if it is known for the account by
 * its present password; else {@code null}
 */
public record LoginTicket(String text, String accountId, String username, @Nullable String deviceId) {

	/**
	 * Keep the ticket out of logs.
	 */
	@Override
	public String toString() {
		return "LoginTicket[" + this.username + "]";
	}

}
