package dev.latchkey.key;

import dev.latchkey.harness.TestDatabase;
import io.jsonwebtoken.security.Jwk;

/**
 * What tests of other packages may do with signing keys, and the application may not.
 */
public final class TestKeys {

	private TestKeys() {
	}

	/**
	 * Return a key that no node knows.
	 */
	public static SigningKey generate(SigningAlgorithm algorithm) {
		return SigningKey.generate(KeyPurpose.ACCESS, algorithm, SigningPeriodTests.FIRST);
	}

	/**
	 * Return the keys of a node that has just started with a database of its own.
	 */
	public static KeyRing started(SigningAlgorithm algorithm) {
		return new KeysFixture(TestDatabase.H2).started(algorithm);
	}

	/**
	 * Return the keys of a node that signs for applications only.
	 */
	public static KeyRing startedForApplications() {
		return new KeysFixture(TestDatabase.H2).nodeForApplications().start().keyRing;
	}

	/**
	 * Return all of a key, with its private part.
	 */
	public static Jwk<?> jwkOf(SigningKey key) {
		return key.jwk();
	}

}
