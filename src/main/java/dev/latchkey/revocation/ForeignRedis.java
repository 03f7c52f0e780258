package dev.latchkey.revocation;

/**
 * The Redis that is configured belongs to another installation.
 */
class ForeignRedis extends RuntimeException {

	private static final long serialVersionUID = 1L;

	ForeignRedis() {
		super("The Redis that is configured belongs to another Latchkey, one with a different database.");
	}

}
