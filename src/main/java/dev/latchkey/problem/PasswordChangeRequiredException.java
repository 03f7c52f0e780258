package dev.latchkey.problem;

import org.springframework.security.access.AccessDeniedException;

/**
 * The session is good for changing the password, and for nothing else.
 */
public class PasswordChangeRequiredException extends AccessDeniedException {

	static final String SLUG = "password-change-required";

	/**
	 * Say that the password has to be changed first.
	 */
	public PasswordChangeRequiredException() {
		super("password change required");
	}

}
