package dev.latchkey.oidc;

/**
 * A request of an application is refused with an error of OAuth 2.0. What it says is
 * fixed, and nothing that the request holds.
 */
public class OAuthException extends RuntimeException {

	private final String error;

	/**
	 * Refuse a request.
	 * @param error the error's code, such as {@code invalid_grant} (RFC 6749, 5.2)
	 * @param description what a developer should know, in plain ASCII
	 */
	public OAuthException(String error, String description) {
		super(description);
		this.error = error;
	}

	/**
	 * Return the error's code.
	 * @return a code of RFC 6749, 5.2, or of a document that extends it
	 */
	public String error() {
		return this.error;
	}

	/**
	 * Return the description.
	 * @return one sentence in plain ASCII
	 */
	public String description() {
		return String.valueOf(getMessage());
	}

}
