package dev.latchkey.url;

/**
 * Latchkey cannot tell applications its name, because the public URL is not set.
 */
public class UnknownIssuerException extends RuntimeException {

	UnknownIssuerException() {
		super(PublicUrl.PROPERTY + " is not set");
	}

}
