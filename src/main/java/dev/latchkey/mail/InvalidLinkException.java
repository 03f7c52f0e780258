package dev.latchkey.mail;

/**
 * A token opens no link: there never was one, it was used, it has expired, or the account
 * has changed since. Clients are not told which.
 */
public final class InvalidLinkException extends RuntimeException {

	public InvalidLinkException() {
		super("The link is not good, or no longer");
	}

}
