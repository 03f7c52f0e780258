package dev.latchkey.key.token;

/**
 * What kind of token a signature is under, as its header says (RFC 8725, 3.11), so that
 * no reader takes one kind for another.
 */
public enum TokenType {

	/** Opens Latchkey, or an application's API (RFC 9068, 2.1). */
	ACCESS("at+jwt"),
	/** Tells an application behind a proxy who is signed in, and opens nothing. */
	ASSERTION("auth+jwt"),
	/** Tells an application who has signed in (OpenID Connect Core 1.0, 2). */
	ID("JWT"),
	/** Tells an application who has signed out (Back-Channel Logout 1.0, 2.4). */
	LOGOUT("logout+jwt");

	private final String id;

	TokenType(String id) {
		this.id = id;
	}

	/**
	 * Return what the header's {@code typ} says.
	 * @return the type's name in headers
	 */
	public String id() {
		return this.id;
	}

}
