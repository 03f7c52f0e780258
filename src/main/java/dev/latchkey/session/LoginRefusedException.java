package dev.latchkey.session;

/**
 * A login did not succeed. The client is not told why: unknown, wrong, disabled and
 * overtaken by a force-logout look the same (ASVS 5.0 6.3.8).
 */
public class LoginRefusedException extends RuntimeException {

	/**
	 * Refuse a login.
	 */
	public LoginRefusedException() {
		super("login refused");
	}

}
