package dev.latchkey.revocation;

/**
 * The Redis that is configured belongs to another installation.
 */
class ForeignRedisException extends RuntimeException {

	ForeignRedisException() {
		super("The Redis that is configured belongs to another Latchkey, one with a different database.");
	}

}
