package dev.latchkey.web;

import org.springframework.security.access.AccessDeniedException;

/**
 * The session is good for changing the password, and for nothing else.
 */
public class PasswordChangeRequiredException extends AccessDeniedException {

	static final String SLUG = "password-change-required";

	private static final long serialVersionUID = 1L;

	/**
	 * Say that the password has to be changed first.
	 */
	public PasswordChangeRequiredException() {
		super("password change required");
	}

}
