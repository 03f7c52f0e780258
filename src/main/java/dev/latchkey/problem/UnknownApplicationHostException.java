package dev.latchkey.problem;

/**
 * A proxy asks about a host that is not the host of an application, or something that is
 * not trusted to be a proxy asks: nothing is let through.
 */
public final class UnknownApplicationHostException extends RuntimeException {

	/**
	 * Create the exception.
	 */
	public UnknownApplicationHostException() {
		super("not the host of an application");
	}

}
