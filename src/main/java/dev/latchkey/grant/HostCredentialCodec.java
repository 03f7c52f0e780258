package dev.latchkey.grant;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;

import javax.crypto.SecretKey;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.DerivedKeys;
import dev.latchkey.crypto.HmacSha256;

/**
 * Writes and reads host credentials:
 * {@code base64url(handle | epoch | expiry in seconds | HMAC-SHA256)}. The MAC is also
 * for the application and the host, which are not in the text: so a host credential opens
 * no other host, and none of an application that was registered again.
 */
class HostCredentialCodec {

	private static final int HANDLE = 16;

	private static final int CONTENT = HANDLE + 2 * Long.BYTES;

	private static final int LENGTH = CONTENT + HmacSha256.LENGTH;

	private static final int CHARACTERS = (LENGTH * 8 + 5) / 6;

	/** Between the application and the host; neither has it in it. */
	private static final byte[] NUL = { 0 };

	private final SecretKey key;

	HostCredentialCodec(DerivedKeys keys) {
		this.key = keys.forAuthenticating("latchkey: host credentials");
	}

	/**
	 * Write a host credential.
	 * @param applicationId the application's id, which is another one each time that it
	 * is registered
	 * @param host the application's host, canonical
	 * @return the text, which is 86 characters
	 */
	String write(HostCredential credential, String applicationId, String host) {
		ByteBuffer bytes = ByteBuffer.allocate(LENGTH)
			.put(Base64Url.decode(credential.handle()))
			.putLong(credential.epoch())
			.putLong(credential.expiresAt().getEpochSecond());
		return Base64Url.encode(bytes.put(mac(bytes.array(), applicationId, host)).array());
	}

	/**
	 * Read a host credential, whether or not it has expired.
	 * @throws InvalidHostCredentialException if this installation has not written it for
	 * this application and this host, or not so
	 */
	HostCredential read(String text, String applicationId, String host) {
		if (text.length() != CHARACTERS) {
			throw new InvalidHostCredentialException();
		}
		byte[] bytes = decode(text);
		byte[] mac = Arrays.copyOfRange(bytes, CONTENT, LENGTH);
		// in constant time
		if (!MessageDigest.isEqual(mac, mac(bytes, applicationId, host))) {
			throw new InvalidHostCredentialException();
		}
		ByteBuffer numbers = ByteBuffer.wrap(bytes, HANDLE, 2 * Long.BYTES);
		return new HostCredential(Base64Url.encode(Arrays.copyOf(bytes, HANDLE)), numbers.getLong(),
				Instant.ofEpochSecond(numbers.getLong()));
	}

	private static byte[] decode(String text) {
		try {
			return Base64Url.decode(text);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidHostCredentialException();
		}
	}

	private byte[] mac(byte[] credential, String applicationId, String host) {
		return HmacSha256.compute(this.key, Arrays.copyOf(credential, CONTENT),
				applicationId.getBytes(StandardCharsets.UTF_8), NUL, host.getBytes(StandardCharsets.UTF_8));
	}

}
