package dev.latchkey.revocation.installation;

/**
 * The Redis that is configured belongs to another installation.
 */
class ForeignRedisException extends RuntimeException {

	static final String MESSAGE = "The Redis that is configured belongs to another Latchkey, one with a different database.";

	ForeignRedisException() {
		super(MESSAGE);
	}

}
