package dev.latchkey.grant;

/**
 * A ticket is not valid: it is unknown, was used or is too old, is for another
 * application, another host or another browser, or its session has ended. The message
 * says no more than that.
 */
public final class InvalidTicketException extends RuntimeException {

	InvalidTicketException() {
		super("invalid ticket");
	}

}
