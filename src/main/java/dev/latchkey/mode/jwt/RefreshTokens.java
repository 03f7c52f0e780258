package dev.latchkey.mode.jwt;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

import javax.crypto.SecretKey;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.DerivedKeys;
import dev.latchkey.crypto.HmacSha256;
import dev.latchkey.mode.InvalidCredentialException;

/**
 * Writes and reads refresh tokens: {@code base64url(handle | generation | HMAC-SHA256)}.
 * They are computed and not random, so that all requests that refresh with the same token
 * get the same successor, and the server stores only numbers.
 */
class RefreshTokens {

	private static final int HANDLE = 16;

	private static final int CONTENT = HANDLE + Long.BYTES;

	private static final int LENGTH = CONTENT + HmacSha256.LENGTH;

	private static final byte[] LABEL = "refresh".getBytes(StandardCharsets.US_ASCII);

	private final SecretKey key;

	RefreshTokens(DerivedKeys derivedKeys) {
		this.key = derivedKeys.forAuthenticating("latchkey: refresh tokens");
	}

	String write(RefreshToken token) {
		ByteBuffer text = ByteBuffer.allocate(LENGTH).put(Base64Url.decode(token.handle())).putLong(token.generation());
		return Base64Url.encode(text.put(mac(text.array())).array());
	}

	/**
	 * Read a refresh token, whether or not it is still good.
	 * @throws InvalidCredentialException if it was not issued by this installation
	 */
	RefreshToken read(String text) {
		if (text.length() != (LENGTH * 8 + 5) / 6) {
			throw new InvalidCredentialException();
		}
		byte[] bytes = decode(text);
		ByteBuffer parts = ByteBuffer.wrap(bytes);
		byte[] handle = new byte[HANDLE];
		parts.get(handle);
		long generation = parts.getLong();
		byte[] mac = new byte[parts.remaining()];
		parts.get(mac);
		// in constant time
		if (!MessageDigest.isEqual(mac, mac(bytes))) {
			throw new InvalidCredentialException();
		}
		return new RefreshToken(Base64Url.encode(handle), generation);
	}

	private static byte[] decode(String text) {
		try {
			return Base64Url.decode(text);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidCredentialException();
		}
	}

	private byte[] mac(byte[] token) {
		return HmacSha256.compute(this.key, LABEL, Arrays.copyOf(token, CONTENT));
	}

}
