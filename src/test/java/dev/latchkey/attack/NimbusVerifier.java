package dev.latchkey.attack;

import java.security.Key;
import java.security.PublicKey;
import java.text.ParseException;
import java.util.List;
import java.util.Set;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.latchkey.harness.Latchkey;

/**
 * An application that verifies tokens itself, with Nimbus and the published keys.
 */
public final class NimbusVerifier {

	private static final Set<String> REQUIRED = Set.of("sub", "sid", "jti", "iat", "exp", "epoch", "gen", "username",
			"roles", "permissions", "auth_time", "session_expires_at");

	private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

	/**
	 * Verify with these keys.
	 * @param jwks the published keys
	 * @param key the key that signs, whose secret is used where none is published
	 */
	public NimbusVerifier(String jwks, RealKey key) {
		JWSAlgorithm algorithm = JWSAlgorithm.parse(key.algorithm());
		this.processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
		this.processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>("latchkey",
				new JWTClaimsSet.Builder().issuer("latchkey").claim("client_id", "latchkey").build(), REQUIRED));
		try {
			JWKSet keys = JWKSet.parse(jwks);
			if (algorithm.equals(JWSAlgorithm.EdDSA)) {
				ed25519(keys);
			}
			else {
				this.processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithm,
						new ImmutableJWKSet<>((key.publicKey() != null) ? keys : secret(key))));
			}
		}
		catch (ParseException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static JWKSet secret(RealKey key) {
		return new JWKSet(new OctetSequenceKey.Builder(key.key().getEncoded()).keyID(key.kid()).build());
	}

	static NimbusVerifier of(Latchkey latchkey) {
		return new NimbusVerifier(latchkey.client().get("/.well-known/jwks.json").expect(200).body(),
				RealKey.of(latchkey));
	}

	/**
	 * Nimbus has a verifier for this curve, but leaves it to others to choose it.
	 */
	private void ed25519(JWKSet keys) {
		this.processor.setJWSKeySelector((header, context) -> {
			JWK found = keys.getKeyByKeyId(header.getKeyID());
			return (found instanceof OctetKeyPair pair && header.getAlgorithm().equals(JWSAlgorithm.EdDSA))
					? List.of(new Chosen(pair)) : List.of();
		});
		this.processor.setJWSVerifierFactory(new DefaultJWSVerifierFactory() {

			@Override
			public JWSVerifier createJWSVerifier(JWSHeader header, Key key) throws JOSEException {
				return new Ed25519Verifier(((Chosen) key).pair());
			}

		});
	}

	/**
	 * Return what is wrong with a token, or nothing.
	 */
	public String objection(String token) {
		try {
			this.processor.process(token, null);
			return "";
		}
		catch (ParseException | BadJOSEException | JOSEException ex) {
			return String.valueOf(ex.getMessage());
		}
	}

	private record Chosen(OctetKeyPair pair) implements PublicKey {

		@Override
		public String getAlgorithm() {
			return "Ed25519";
		}

		@Override
		public String getFormat() {
			return "JWK";
		}

		@Override
		public byte[] getEncoded() {
			return this.pair.getDecodedX();
		}

	}

}
