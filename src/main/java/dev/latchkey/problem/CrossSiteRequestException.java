package dev.latchkey.problem;

import org.springframework.security.access.AccessDeniedException;

/**
 * The browser itself says that another site made it send the request.
 */
public class CrossSiteRequestException extends AccessDeniedException {

	/**
	 * Say that the request is another site's.
	 */
	public CrossSiteRequestException() {
		super("sent by another site");
	}

}
