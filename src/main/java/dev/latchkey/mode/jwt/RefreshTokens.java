package dev.latchkey.mode.jwt;

import dev.latchkey.crypto.DerivedKeys;
import dev.latchkey.mode.InvalidCredentialException;
import dev.latchkey.session.refresh.RefreshToken;
import dev.latchkey.session.refresh.RefreshTokenCodec;

/**
 * Writes and reads the refresh tokens of sessions.
 */
class RefreshTokens {

	private final RefreshTokenCodec codec;

	RefreshTokens(DerivedKeys derivedKeys) {
		this.codec = new RefreshTokenCodec(derivedKeys.forAuthenticating("latchkey: refresh tokens"));
	}

	String write(RefreshToken token) {
		return this.codec.write(token);
	}

	/**
	 * Read a refresh token, whether or not it is still good.
	 * @throws InvalidCredentialException if it was not issued by this installation
	 */
	RefreshToken read(String text) {
		return this.codec.read(text).orElseThrow(InvalidCredentialException::new);
	}

}
