package dev.latchkey.crypto;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

import javax.crypto.SecretKey;

/**
 * Authenticates texts that are kept or carried where strangers can write. A MAC is for
 * its parts in their order: each part goes in with its length, so that no other parts
 * have the same MAC. Safe for use by several threads.
 */
public final class TextMac {

	private final SecretKey key;

	/**
	 * Authenticate with a key.
	 * @param key a key for {@link HmacSha256}, which has no other use
	 */
	public TextMac(SecretKey key) {
		this.key = key;
	}

	/**
	 * Return the MAC of some parts.
	 * @param parts what to authenticate
	 * @return the MAC in base64url, which is 43 characters
	 */
	public String compute(String... parts) {
		ByteArrayOutputStream text = new ByteArrayOutputStream();
		for (String part : parts) {
			byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
			text.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
			text.writeBytes(bytes);
		}
		return Base64Url.encode(HmacSha256.compute(this.key, text.toByteArray()));
	}

	/**
	 * Tell whether a MAC is the one of some parts, in a time that says nothing about it.
	 * @param mac what claims to be the MAC
	 * @param parts what to authenticate
	 * @return whether it was computed with this key and for these parts
	 */
	public boolean verifies(String mac, String... parts) {
		return MessageDigest.isEqual(compute(parts).getBytes(StandardCharsets.UTF_8),
				mac.getBytes(StandardCharsets.UTF_8));
	}

}
