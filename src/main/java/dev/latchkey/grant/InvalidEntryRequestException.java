package dev.latchkey.grant;

/**
 * A text is no entry request that this installation has written.
 */
public final class InvalidEntryRequestException extends RuntimeException {

	InvalidEntryRequestException() {
		super("invalid entry request");
	}

}
