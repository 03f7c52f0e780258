package dev.latchkey.problem;

import org.springframework.security.access.AccessDeniedException;

/**
 * The session can only set up a second factor, which a role requires.
 */
public class FactorSetupRequiredException extends AccessDeniedException {

	static final String SLUG = "second-factor-setup-required";

	/**
	 * Create the exception.
	 */
	public FactorSetupRequiredException() {
		super("second factor setup required");
	}

}
