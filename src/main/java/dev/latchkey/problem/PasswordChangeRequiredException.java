package dev.latchkey.problem;

import org.springframework.security.access.AccessDeniedException;

/**
 * The session can only change the password.
 */
public class PasswordChangeRequiredException extends AccessDeniedException {

	static final String SLUG = "password-change-required";

	/**
	 * Create the exception.
	 */
	public PasswordChangeRequiredException() {
		super("password change required");
	}

}
