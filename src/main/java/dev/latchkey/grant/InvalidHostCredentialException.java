package dev.latchkey.grant;

/**
 * A host credential opens nothing here: it was forged or mutilated, is for another
 * application, another host or another installation, or its session is not known or must
 * change its password first. The message says no more than that.
 */
public final class InvalidHostCredentialException extends RuntimeException {

	InvalidHostCredentialException() {
		super("invalid host credential");
	}

}
