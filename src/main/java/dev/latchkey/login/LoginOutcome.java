package dev.latchkey.login;

import dev.latchkey.mode.IssuedCredentials;

/**
 * What a client gets after it has proved a password.
 *
 * @param issued the credentials of its new session
 * @param deviceToken what its device is known by from now on
 */
record LoginOutcome(IssuedCredentials issued, String deviceToken) {

	/**
	 * Keep the token out of logs.
	 */
	@Override
	public String toString() {
		return "LoginOutcome[" + this.issued + "]";
	}

}
