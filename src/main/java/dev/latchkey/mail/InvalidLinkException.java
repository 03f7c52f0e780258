package dev.latchkey.mail;

/**
 * A token opens nothing: there never was such a link, it was used, it has expired, or
 * what it was for has changed. Which of these is not told.
 */
public final class InvalidLinkException extends RuntimeException {

	public InvalidLinkException() {
		super("The link is not good, or no longer");
	}

}
