package dev.latchkey.factor.passkey;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which keys of passkeys are points of their curves. That a key of P-256 is refused which
 * is none, the contract of passkeys tries.
 */
class CurvePointTests {

	@ParameterizedTest
	@ValueSource(strings = { "Ed25519", "Ed448", "EC", "RSA" })
	void takesRealKeys(String algorithm) throws GeneralSecurityException {
		assertThat(CurvePoint.isValid(KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPublic())).isTrue();
	}

	@Test
	void refusesACoordinateThatNoPointHas() throws GeneralSecurityException {
		EdECPoint none = new EdECPoint(false, BigInteger.TWO);
		assertThat(CurvePoint.isValid(KeyFactory.getInstance("EdDSA")
			.generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, none)))).isFalse();
	}

}
