package dev.latchkey.harness;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.latchkey.crypto.RandomValues;
import tools.jackson.databind.JsonNode;

/**
 * A browser with one passkey (ES256), as Web Authentication has it, which also does what
 * no browser does: each field may be spoiled before it answers.
 */
public final class SoftAuthenticator {

	/** User present, user verified. */
	public static final int VERIFIED = 0x05;

	/** User present. */
	public static final int PRESENT = 0x01;

	private static final int WITH_KEY = 0x40;

	private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

	private final KeyPair keys;

	private byte[] id = RandomValues.bytes(32);

	private byte[] userHandle = {};

	private String origin;

	private String rpId = "";

	private int flags = VERIFIED;

	private int algorithm = -7;

	private long counter = 1;

	private boolean framed;

	private boolean offCurve;

	/**
	 * Create a passkey.
	 * @param origin where the browser is
	 */
	public SoftAuthenticator(String origin) {
		this.origin = origin;
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
			generator.initialize(new ECGenParameterSpec("secp256r1"));
			this.keys = generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Pretend to be elsewhere.
	 * @param other the origin
	 * @return this
	 */
	public SoftAuthenticator at(String other) {
		this.origin = other;
		return this;
	}

	/**
	 * Sign for another host than was asked for.
	 * @param other its name
	 * @return this
	 */
	public SoftAuthenticator signingFor(String other) {
		this.rpId = other;
		return this;
	}

	/**
	 * Set the flags.
	 * @param other the flags
	 * @return this
	 */
	public SoftAuthenticator withFlags(int other) {
		this.flags = other;
		return this;
	}

	/**
	 * Claim to have a key of another algorithm.
	 * @param other its number (COSE)
	 * @return this
	 */
	public SoftAuthenticator withAlgorithm(int other) {
		this.algorithm = other;
		return this;
	}

	/**
	 * Set the counter.
	 * @param next what it says next
	 * @return this
	 */
	public SoftAuthenticator counting(long next) {
		this.counter = next;
		return this;
	}

	/**
	 * Claim the id of another passkey.
	 * @param other the other
	 * @return this
	 */
	public SoftAuthenticator named(SoftAuthenticator other) {
		this.id = other.id;
		return this;
	}

	/**
	 * Answer for another user.
	 * @param handle what the user is known by
	 * @return this
	 */
	public SoftAuthenticator of(String handle) {
		this.userHandle = handle.getBytes(StandardCharsets.UTF_8);
		return this;
	}

	/**
	 * Be in a frame of another site.
	 * @return this
	 */
	public SoftAuthenticator inFrame() {
		this.framed = true;
		return this;
	}

	/**
	 * Claim to have a public key that is no point of its curve.
	 * @return this
	 */
	public SoftAuthenticator offCurve() {
		this.offCurve = true;
		return this;
	}

	/**
	 * Make the passkey.
	 * @param options what the server asked for, below {@code public_key}
	 * @return the credential
	 */
	public Map<String, Object> create(JsonNode options) {
		this.userHandle = Base64.getUrlDecoder().decode(options.at("/user/id").stringValue());
		byte[] client = clientData("webauthn.create", options);
		byte[] data = join(authenticatorData(options.at("/rp/id").stringValue(), WITH_KEY), new byte[16],
				ByteBuffer.allocate(2).putShort((short) this.id.length).array(), this.id, coseKey());
		byte[] object = join(bytes(0xA3), text("fmt"), text("none"), text("attStmt"), bytes(0xA0), text("authData"),
				head(0x40, data.length), data);
		return credential(client, Map.of("attestationObject", BASE64.encodeToString(object), "transports",
				new String[] { "internal", "hybrid" }));
	}

	/**
	 * Prove that the passkey is here.
	 * @param options what the server asked for, below {@code public_key}
	 * @return the credential
	 */
	public Map<String, Object> get(JsonNode options) {
		byte[] client = clientData("webauthn.get", options);
		byte[] data = authenticatorData(options.at("/rpId").stringValue(), 0);
		return credential(client,
				Map.of("authenticatorData", BASE64.encodeToString(data), "signature",
						BASE64.encodeToString(sign(join(data, sha256(client)))), "userHandle",
						BASE64.encodeToString(this.userHandle)));
	}

	private Map<String, Object> credential(byte[] clientData, Map<String, Object> more) {
		Map<String, Object> response = new LinkedHashMap<>(more);
		response.put("clientDataJSON", BASE64.encodeToString(clientData));
		String name = BASE64.encodeToString(this.id);
		return new LinkedHashMap<>(Map.of("id", name, "rawId", name, "type", "public-key", "response", response,
				"clientExtensionResults", Map.of(), "authenticatorAttachment", "platform"));
	}

	private byte[] clientData(String type, JsonNode options) {
		return "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\",\"crossOrigin\":%s}"
			.formatted(type, options.at("/challenge").stringValue(), this.origin, this.framed)
			.getBytes(StandardCharsets.UTF_8);
	}

	private byte[] authenticatorData(String asked, int more) {
		byte[] host = sha256((this.rpId.isEmpty() ? asked : this.rpId).getBytes(StandardCharsets.UTF_8));
		byte[] count = ByteBuffer.allocate(4).putInt((int) this.counter).array();
		if (this.counter > 0) {
			this.counter++;
		}
		return join(host, bytes(this.flags | more), count);
	}

	/** Return the key, as a map of numbers (RFC 9053, 7.1). */
	private byte[] coseKey() {
		ECPublicKey key = (ECPublicKey) this.keys.getPublic();
		byte[] y = fixed(key.getW().getAffineY().toByteArray());
		y[y.length - 1] ^= (byte) (this.offCurve ? 1 : 0);
		return join(bytes(0xA5, 0x01, 0x02, 0x03), negative(this.algorithm), bytes(0x20, 0x01, 0x21), head(0x40, 32),
				fixed(key.getW().getAffineX().toByteArray()), bytes(0x22), head(0x40, 32), y);
	}

	private byte[] sign(byte[] message) {
		try {
			Signature signature = Signature.getInstance("SHA256withECDSA");
			signature.initSign(this.keys.getPrivate());
			signature.update(message);
			return signature.sign();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static byte[] sha256(byte[] message) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(message);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static byte[] fixed(byte[] number) {
		byte[] padded = new byte[32];
		int length = Math.min(32, number.length);
		System.arraycopy(number, number.length - length, padded, 32 - length, length);
		return padded;
	}

	private static byte[] text(String text) {
		return join(head(0x60, text.length()), text.getBytes(StandardCharsets.US_ASCII));
	}

	private static byte[] negative(int number) {
		return head(0x20, -1 - number);
	}

	/** Return the head of a value in CBOR (RFC 8949, 3). */
	private static byte[] head(int type, int value) {
		if (value < 24) {
			return bytes(type | value);
		}
		return (value < 256) ? bytes(type | 24, value) : bytes(type | 25, value >> 8, value & 0xFF);
	}

	private static byte[] bytes(int... values) {
		byte[] bytes = new byte[values.length];
		for (int i = 0; i < values.length; i++) {
			bytes[i] = (byte) values[i];
		}
		return bytes;
	}

	private static byte[] join(byte[]... parts) {
		ByteArrayOutputStream joined = new ByteArrayOutputStream();
		Arrays.stream(parts).forEach(joined::writeBytes);
		return joined.toByteArray();
	}

}
