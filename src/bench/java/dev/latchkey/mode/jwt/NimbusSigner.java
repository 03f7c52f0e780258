package dev.latchkey.mode.jwt;

import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import dev.latchkey.attack.RealKey;

/**
 * Signs with Nimbus.
 */
final class NimbusSigner {

	private final RealKey key;

	private final JWSSigner signer;

	NimbusSigner(RealKey key) {
		this.key = key;
		try {
			this.signer = switch (key.algorithm()) {
				case "ES256" -> new ECDSASigner((ECPrivateKey) key.key());
				case "RS256" -> new RSASSASigner((PrivateKey) key.key());
				case "EdDSA" -> new Ed25519Signer(pair());
				default -> new MACSigner(key.key().getEncoded());
			};
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	String sign(byte[] claims) {
		JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.parse(this.key.algorithm()))
			.type(new JOSEObjectType("at+jwt"))
			.keyID(this.key.kid())
			.build();
		JWSObject token = new JWSObject(header, new Payload(claims));
		try {
			token.sign(this.signer);
			return token.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return the public key as a set, which is empty where there is none.
	 */
	String published() {
		return switch (this.key.algorithm()) {
			case "ES256" -> new JWKSet(
					new ECKey.Builder(Curve.P_256, (ECPublicKey) this.key.publicKey()).keyID(this.key.kid()).build())
				.toString();
			case "RS256" ->
				new JWKSet(new RSAKey.Builder((RSAPublicKey) this.key.publicKey()).keyID(this.key.kid()).build())
					.toString();
			case "EdDSA" -> new JWKSet(pair().toPublicJWK()).toString();
			default -> "{\"keys\":[]}";
		};
	}

	/**
	 * Both keys are the end of their encodings.
	 */
	private OctetKeyPair pair() {
		return new OctetKeyPair.Builder(Curve.Ed25519, last(this.key.publicKey().getEncoded()))
			.d(last(this.key.key().getEncoded()))
			.keyID(this.key.kid())
			.build();
	}

	private static Base64URL last(byte[] encoded) {
		return Base64URL.encode(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
	}

}
