package dev.latchkey.mode;

/**
 * Tokens for a client that keeps them itself (RFC 6749, 5.1).
 *
 * @param accessToken the access token
 * @param tokenType {@code Bearer}
 * @param expiresIn how long the access token is valid, in seconds
 * @param refreshToken the token that the client exchanges for the next access token
 * @param refreshExpiresIn how long that is possible at most, in seconds
 */
public record TokenResponse(String accessToken, String tokenType, long expiresIn, String refreshToken,
		long refreshExpiresIn) {

	/**
	 * Keep the secrets out of logs.
	 */
	@Override
	public String toString() {
		return "TokenResponse[" + this.tokenType + "]";
	}

}
