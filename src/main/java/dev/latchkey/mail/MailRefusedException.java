package dev.latchkey.mail;

/**
 * The mail server will never take a letter. Does not repeat what it said, in which the
 * address may be.
 */
final class MailRefusedException extends RuntimeException {

	MailRefusedException(Throwable cause) {
		super("The mail server refused a letter", cause);
	}

}
