package dev.latchkey.mode;

/**
 * Tokens for a client that keeps them itself (RFC 6749, 5.1).
 *
 * @param accessToken the access token
 * @param tokenType {@code Bearer}
 * @param expiresIn how long the access token is good, in seconds
 * @param refreshToken what to get the next one with
 * @param refreshExpiresIn how long that may be at most, in seconds
 */
public record TokenResponse(String accessToken, String tokenType, long expiresIn, String refreshToken,
		long refreshExpiresIn) {

	/**
	 * Keep the secrets out of logs.
	 */
	@Override
	public String toString() {
		return "Tokens[" + this.tokenType + "]";
	}

}
