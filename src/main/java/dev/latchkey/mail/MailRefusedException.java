package dev.latchkey.mail;

/**
 * The mail server will never take a letter. The message does not repeat what the server
 * said, which may contain the address.
 */
final class MailRefusedException extends RuntimeException {

	MailRefusedException(Throwable cause) {
		super("The mail server refused a letter", cause);
	}

}
