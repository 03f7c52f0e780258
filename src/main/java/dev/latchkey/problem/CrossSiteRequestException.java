package dev.latchkey.problem;

import org.springframework.security.access.AccessDeniedException;

/**
 * The browser reports that another site made it send the request.
 */
public class CrossSiteRequestException extends AccessDeniedException {

	/**
	 * Create the exception.
	 */
	public CrossSiteRequestException() {
		super("sent by another site");
	}

}
