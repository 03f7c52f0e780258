package dev.latchkey.attack;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.key.KeyPurpose;
import dev.latchkey.key.KeyRing;
import dev.latchkey.key.SigningKey;
import dev.latchkey.key.TestKeys;
import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.PrivateJwk;
import org.jspecify.annotations.Nullable;

/**
 * A key in the hands of an attacker who signs what the application never would. Only here
 * tests take a key out of it.
 *
 * @param kid its id
 * @param algorithm what it is for
 * @param key what signs
 * @param publicKey what verifies, or {@code null} where that is the same
 */
public record RealKey(String kid, String algorithm, Key key, @Nullable PublicKey publicKey) {

	/**
	 * Take the key that an application signs with at present.
	 */
	static RealKey of(Latchkey latchkey) {
		return of(latchkey.bean(KeyRing.class).current(KeyPurpose.ACCESS));
	}

	/**
	 * Take a key of the application.
	 */
	public static RealKey of(SigningKey key) {
		Jwk<?> jwk = TestKeys.jwkOf(key);
		PublicKey publicKey = (jwk instanceof PrivateJwk<?, ?, ?> pair) ? pair.toPublicJwk().toKey() : null;
		return new RealKey(jwk.getId(), key.algorithm().id(), jwk.toKey(), publicKey);
	}

	/**
	 * Make a key that the application has never seen.
	 */
	static RealKey generate(String kid, String algorithm) {
		if (algorithm.startsWith("HS")) {
			byte[] secret = new byte[32];
			new SecureRandom().nextBytes(secret);
			return new RealKey(kid, algorithm, new SecretKeySpec(secret, "HmacSHA256"), null);
		}
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance(family(algorithm));
			if (algorithm.equals("ES256")) {
				generator.initialize(new ECGenParameterSpec("secp256r1"));
			}
			KeyPair pair = generator.generateKeyPair();
			return new RealKey(kid, algorithm, pair.getPrivate(), pair.getPublic());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String family(String algorithm) {
		return switch (algorithm) {
			case "ES256" -> "EC";
			case "EdDSA" -> "Ed25519";
			default -> "RSA";
		};
	}

	/**
	 * Return a token with these two parts.
	 */
	String token(String header, byte[] payload) {
		String content = Base64Url.encode(header.getBytes(StandardCharsets.UTF_8)) + "." + Base64Url.encode(payload);
		return content + "." + Base64Url.encode(signature(this.algorithm, content));
	}

	/**
	 * Return this key's signature, made in the way of any algorithm that it can be used
	 * with.
	 */
	byte[] signature(String way, String content) {
		byte[] bytes = content.getBytes(StandardCharsets.US_ASCII);
		try {
			if (way.startsWith("HS")) {
				Mac mac = Mac.getInstance("HmacSHA" + way.substring(2));
				mac.init(this.key);
				return mac.doFinal(bytes);
			}
			Signature signature = signature(way);
			signature.initSign((PrivateKey) this.key);
			signature.update(bytes);
			return way.equals("ES256") ? P256.withLowS(signature.sign()) : signature.sign();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Signature signature(String way) throws GeneralSecurityException {
		String bits = way.substring(2);
		if (way.startsWith("PS")) {
			Signature signature = Signature.getInstance("RSASSA-PSS");
			signature.setParameter(new PSSParameterSpec("SHA-" + bits, "MGF1", new MGF1ParameterSpec("SHA-" + bits),
					Integer.parseInt(bits) / 8, 1));
			return signature;
		}
		String name = switch (way.substring(0, 2)) {
			case "RS" -> "SHA" + bits + "withRSA";
			case "ES" -> "SHA" + bits + "withECDSAinP1363Format";
			default -> "Ed25519";
		};
		return Signature.getInstance(name);
	}

}
