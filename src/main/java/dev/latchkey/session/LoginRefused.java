package dev.latchkey.session;

/**
 * A login did not succeed. Why is nobody's business: unknown, wrong, disabled and
 * overtaken by a force-logout look the same (ASVS 5.0 6.3.8).
 */
public class LoginRefused extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Refuse a login.
	 */
	public LoginRefused() {
		super("login refused");
	}

}
