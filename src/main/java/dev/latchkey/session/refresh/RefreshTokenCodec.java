package dev.latchkey.session.refresh;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

import javax.crypto.SecretKey;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.HmacSha256;

/**
 * Writes and reads refresh tokens: {@code base64url(id | generation | HMAC-SHA256)}. They
 * are computed and not random, so that all requests that refresh with the same token get
 * the same successor, and the server stores only numbers.
 */
public final class RefreshTokenCodec {

	private static final int ID = 16;

	private static final int CONTENT = ID + Long.BYTES;

	private static final int LENGTH = CONTENT + HmacSha256.LENGTH;

	private static final byte[] LABEL = "refresh".getBytes(StandardCharsets.US_ASCII);

	private final SecretKey key;

	/**
	 * Write and read the tokens of one kind.
	 * @param key a key for {@link HmacSha256}, of no other kind
	 */
	public RefreshTokenCodec(SecretKey key) {
		this.key = key;
	}

	/**
	 * Write a refresh token.
	 * @param token what it says
	 * @return the text, 75 characters of base64url
	 */
	public String write(RefreshToken token) {
		ByteBuffer text = ByteBuffer.allocate(LENGTH).put(Base64Url.decode(token.id())).putLong(token.generation());
		return Base64Url.encode(text.put(mac(text.array())).array());
	}

	/**
	 * Read a refresh token, whether or not it is still good.
	 * @param text the text, as the client sent it
	 * @return what it says, or nothing if this installation has not written it, or not as
	 * one of this kind
	 */
	public Optional<RefreshToken> read(String text) {
		if (text.length() != (LENGTH * 8 + 5) / 6) {
			return Optional.empty();
		}
		byte[] bytes;
		try {
			bytes = Base64Url.decode(text);
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
		ByteBuffer parts = ByteBuffer.wrap(bytes);
		byte[] id = new byte[ID];
		parts.get(id);
		long generation = parts.getLong();
		byte[] mac = new byte[parts.remaining()];
		parts.get(mac);
		// in constant time
		return MessageDigest.isEqual(mac, mac(bytes)) ? Optional.of(new RefreshToken(Base64Url.encode(id), generation))
				: Optional.empty();
	}

	private byte[] mac(byte[] token) {
		return HmacSha256.compute(this.key, LABEL, Arrays.copyOf(token, CONTENT));
	}

}
