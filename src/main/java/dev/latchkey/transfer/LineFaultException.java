package dev.latchkey.transfer;

/**
 * A line of a file cannot be taken. It fails alone, so this has no stack trace: a file
 * may have as many as it has lines.
 */
class LineFaultException extends RuntimeException {

	private final String code;

	LineFaultException(String code) {
		super("A line cannot be taken: " + code, null, false, false);
		this.code = code;
	}

	String code() {
		return this.code;
	}

}
