package dev.latchkey.password;

/**
 * A hash of a password that can be compared with a text, as it is stored or imported.
 *
 * @param kind how it was made
 * @param work what one comparison costs, in milliseconds of a processor of 2020 or so: an
 * estimate by its parameters
 * @param memory what one comparison needs of memory, in KiB
 * @param comparison compares
 */
record StoredHash(Kind kind, long work, long memory, Comparison comparison) {

	boolean matches(String text) {
		return this.comparison.matches(text);
	}

	/**
	 * Keep the hash out of logs.
	 */
	@Override
	public String toString() {
		return "StoredHash[" + this.kind + "]";
	}

	/**
	 * How a hash is made.
	 */
	enum Kind {

		/** As Latchkey makes its own. */
		ARGON2, BCRYPT, SCRYPT, PBKDF2

	}

	/**
	 * Compares a text with a hash.
	 */
	@FunctionalInterface
	interface Comparison {

		boolean matches(String text);

	}

}
