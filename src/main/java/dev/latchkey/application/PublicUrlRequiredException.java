package dev.latchkey.application;

/**
 * A proxied application needs a login host, and the configuration names none.
 */
public final class PublicUrlRequiredException extends RuntimeException {

	public PublicUrlRequiredException() {
		super("There is no public URL to lead people to");
	}

}
