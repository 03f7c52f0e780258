package dev.latchkey.problem;

/**
 * A file of users cannot be taken as a whole: no line of it could. Nothing was done.
 */
public final class InvalidImportException extends RuntimeException {

	private final String reason;

	/**
	 * Create an exception.
	 * @param reason the code that clients see: {@code invalid_encoding},
	 * {@code unknown_column} or {@code invalid_header}
	 */
	public InvalidImportException(String reason) {
		super("A file of users cannot be taken: " + reason);
		this.reason = reason;
	}

	/**
	 * Return why, as clients see it.
	 * @return the code
	 */
	public String reason() {
		return this.reason;
	}

}
