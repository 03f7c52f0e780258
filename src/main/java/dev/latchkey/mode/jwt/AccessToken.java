package dev.latchkey.mode.jwt;

import java.time.Instant;

/**
 * An access token that was just written, with its claims.
 *
 * @param text the token
 * @param claims what it says
 */
record AccessToken(String text, AccessClaims claims) {

	Instant expiresAt() {
		return Instant.ofEpochSecond(this.claims.exp());
	}

	/**
	 * Keep the secret out of logs.
	 */
	@Override
	public String toString() {
		return "AccessToken[" + this.claims.jti() + "]";
	}

}
