package dev.latchkey.attack;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.crypto.spec.SecretKeySpec;

import io.jsonwebtoken.security.Jwks;
import org.jspecify.annotations.Nullable;

/**
 * Keys that the token brings along or points to, keys of others, and public keys taken
 * for secret ones (RFC 8725, 2.1, 2.2, 2.8, 3.5).
 */
final class KeyAttacks {

	private KeyAttacks() {
	}

	static void add(Attacks attacks, Forge forge, String listener) {
		for (String algorithm : List.of("ES256", "RS256", "EdDSA", "HS256")) {
			RealKey same = RealKey.generate(forge.kid(), algorithm);
			RealKey other = RealKey.generate("A".repeat(22), algorithm);
			attacks.add("another's " + algorithm + " key under the same kid",
					forge.with(same).headed(Forge.header(same.kid(), algorithm)));
			attacks.add("another's " + algorithm + " key under the same kid and alg",
					forge.with(same).headed(forge.header()));
			attacks.add("another installation's " + algorithm + " key",
					forge.with(other).headed(Forge.header(other.kid(), algorithm)));
		}
		RealKey own = RealKey.generate(forge.kid(), forge.algorithm());
		attacks.add("another's signature on other claims", forge.with(own).claiming((claims) -> claims.put("gen", 1)));
		brought(attacks, forge, own, listener);
		secrets(forge.key().publicKey(), forge.kid())
			.forEach((name, secret) -> attacks.add("HS256 with " + name + " for a secret",
					forge.with(new RealKey(forge.kid(), "HS256", new SecretKeySpec(secret, "HmacSHA256"), null))
						.headed(Forge.header(forge.kid(), "HS256"))));
	}

	private static void brought(Attacks attacks, Forge forge, RealKey own, String listener) {
		Map<String, String> members = new LinkedHashMap<>();
		members.put("an address of keys", "\"jku\":\"" + listener + "/jwks.json\"");
		members.put("an address of a certificate", "\"x5u\":\"" + listener + "/key.pem\"");
		members.put("an address in a file", "\"jku\":\"file:///dev/random\"");
		members.put("an address behind a password", "\"jku\":\"http://latchkey@" + listener.substring(7) + "\"");
		if (own.publicKey() != null) {
			members.put("a key", "\"jwk\":" + Jwks.json(Jwks.builder().key(own.publicKey()).id(own.kid()).build()));
			String x5c = Base64.getEncoder().encodeToString(own.publicKey().getEncoded());
			members.put("a certificate", "\"x5c\":[\"" + x5c + "\"]");
		}
		members.put("a secret", "\"jwk\":{\"kty\":\"oct\",\"k\":\"" + "A".repeat(43) + "\"}");
		members.put("an address as an issuer", "\"iss\":\"" + listener + "\"");
		members.forEach((name, member) -> {
			attacks.add("brings along " + name,
					forge.with(own).headed("{" + forge.headerMembers() + "," + member + "}"));
			attacks.add("brings along " + name + ", properly signed", forge.headedAlso(member));
			attacks.add("brings along " + name + " in place of a kid", forge.with(own)
				.headed("{\"typ\":\"at+jwt\"," + member + ",\"alg\":\"" + forge.algorithm() + "\"}"));
		});
	}

	/**
	 * Return what others have taken for a secret, or have as one.
	 */
	private static Map<String, byte[]> secrets(@Nullable PublicKey key, String kid) {
		Map<String, byte[]> secrets = new LinkedHashMap<>();
		secrets.put("a zero", new byte[1]);
		secrets.put("zeros", new byte[32]);
		secrets.put("'secret'", "secret".getBytes(StandardCharsets.US_ASCII));
		secrets.put("the kid", kid.getBytes(StandardCharsets.US_ASCII));
		if (key != null) {
			byte[] spki = key.getEncoded();
			String lines = Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(spki);
			String pem = "-----BEGIN PUBLIC KEY-----\n" + lines + "\n-----END PUBLIC KEY-----";
			secrets.put("the public key's DER", spki);
			secrets.put("the public key's PEM", (pem + "\n").getBytes(StandardCharsets.US_ASCII));
			secrets.put("the public key's PEM, cut", pem.getBytes(StandardCharsets.US_ASCII));
			secrets.put("the public key's PEM, in one line",
					Base64.getEncoder().encodeToString(spki).getBytes(StandardCharsets.US_ASCII));
			secrets.put("the public JWK",
					Jwks.json(Jwks.builder().key(key).id(kid).build()).getBytes(StandardCharsets.UTF_8));
			secrets.put("the public number", number(key));
		}
		return secrets;
	}

	private static byte[] number(PublicKey key) {
		if (key instanceof RSAPublicKey rsa) {
			return rsa.getModulus().toByteArray();
		}
		if (key instanceof ECPublicKey ec) {
			return ec.getW().getAffineX().toByteArray();
		}
		return new BigInteger(1, key.getEncoded()).toByteArray();
	}

}
