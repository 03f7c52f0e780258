package dev.latchkey.mail;

/**
 * Mail is needed, and there is no mail server.
 */
public final class NoMailException extends RuntimeException {

	public NoMailException() {
		super("There is no mail server");
	}

}
