package dev.latchkey.key;

import java.nio.charset.StandardCharsets;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.TestDatabase;
import dev.latchkey.key.token.CompactToken;
import dev.latchkey.key.token.TokenType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

@ExtendWith(OutputCaptureExtension.class)
class ConfiguredKeyTests {

	private static final byte[] PAYLOAD = "{\"a\":1}".getBytes(StandardCharsets.US_ASCII);

	private static final AlgorithmParameterSpec P256 = new ECGenParameterSpec("secp256r1");

	private KeysFixture fixture;

	@BeforeEach
	void migrate() {
		this.fixture = new KeysFixture(TestDatabase.H2);
	}

	static Stream<Arguments> good() {
		return Stream.of(arguments(SigningAlgorithm.ES256, pem("EC", P256)),
				arguments(SigningAlgorithm.RS256, pem("RSA", rsa(2048, 65537))),
				arguments(SigningAlgorithm.EDDSA, pem("Ed25519", null)), arguments(SigningAlgorithm.HS256, random(32)),
				arguments(SigningAlgorithm.HS256, random(64) + "\n"));
	}

	@ParameterizedTest
	@MethodSource("good")
	void signsAndIsSharedLikeAnyOther(SigningAlgorithm algorithm, String key) {
		KeyRing node = started(algorithm, key).keyRing;
		KeyRing other = started(algorithm, key).keyRing;
		assertThat(other.schedule(KeyPurpose.ACCESS).keys()).hasSize(1);
		CompactToken token = CompactToken.parse(node.current(KeyPurpose.ACCESS).sign(TokenType.ACCESS, PAYLOAD));
		assertThat(other.keyFor(token.header()).verify(token)).isEqualTo(PAYLOAD);
		assertThat(node.current(KeyPurpose.ACCESS).algorithm()).isEqualTo(algorithm);
		KeyRing later = this.fixture.started(algorithm);
		assertThat(later.keyFor(token.header()).verify(token)).isEqualTo(PAYLOAD);
	}

	@Test
	void takesOverFromTheKeysThatWereThere() {
		this.fixture.started(SigningAlgorithm.ES256);
		KeysFixture.Node node = started(SigningAlgorithm.ES256, pem("EC", P256));
		String configured = node.keyRing.schedule(KeyPurpose.ACCESS).newest().orElseThrow().kid();
		assertThat(node.keyRing.current(KeyPurpose.ACCESS).kid()).isNotEqualTo(configured);
		this.fixture.clock.advance(KeysFixture.LEAD);
		node.keyRotation.run();
		assertThat(node.keyRing.current(KeyPurpose.ACCESS).kid()).isEqualTo(configured);
		this.fixture.clock.advance(Duration.ofDays(1000));
		node.keyRotation.run();
		assertThat(node.keyRing.current(KeyPurpose.ACCESS).kid()).isEqualTo(configured);
	}

	static Stream<Arguments> bad() {
		return Stream.of(arguments(SigningAlgorithm.HS256, random(31), "has 248 bits, and HS256 needs 256 or more"),
				arguments(SigningAlgorithm.HS256, random(16), "has 128 bits, and HS256 needs 256 or more"),
				arguments(SigningAlgorithm.HS256, base64(new byte[64]), "is not random"),
				arguments(SigningAlgorithm.HS256, base64("password".repeat(8).getBytes(StandardCharsets.US_ASCII)),
						"is not random"),
				arguments(SigningAlgorithm.HS256,
						base64("The quick brown Fox jumps over 12 lazy Dogs; 345 Times!"
							.getBytes(StandardCharsets.US_ASCII)),
						"is not random"),
				arguments(SigningAlgorithm.HS256, "correct horse battery staple", "cannot be read"),
				arguments(SigningAlgorithm.HS256, pem("EC", P256), "cannot be read"),
				arguments(SigningAlgorithm.RS256, pem("RSA", rsa(1024, 65537)), "has 1024 bits, and RS256 needs 2048"),
				arguments(SigningAlgorithm.RS256, pem("RSA", rsa(2040, 65537)), "has 2040 bits, and RS256 needs 2048"),
				arguments(SigningAlgorithm.RS256, pem("RSA", rsa(2048, 3)), "has a public exponent below 65537"),
				arguments(SigningAlgorithm.RS256, pem("EC", P256), "is not a key for RS256"),
				arguments(SigningAlgorithm.ES256, pem("EC", new ECGenParameterSpec("secp384r1")),
						"is not a key for ES256"),
				arguments(SigningAlgorithm.ES256, pem("Ed25519", null), "is not a key for ES256"),
				arguments(SigningAlgorithm.EDDSA, pem("Ed448", null), "is not a key for EdDSA"),
				arguments(SigningAlgorithm.EDDSA, pem("X25519", null), "is not a key for EdDSA"),
				arguments(SigningAlgorithm.ES256, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
						"cannot be read"),
				arguments(SigningAlgorithm.ES256, "no key at all", "cannot be read"));
	}

	@ParameterizedTest
	@MethodSource("bad")
	void isRefusedWhereItIsWeakOrOfAnotherKind(SigningAlgorithm algorithm, String key, String why) {
		assertThatExceptionOfType(ConfiguredKeyException.class).isThrownBy(() -> started(algorithm, key))
			.withMessageStartingWith("latchkey.jwt.signing-key " + why)
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain(key))
			.withNoCause();
		assertThat(this.fixture.connections).hasValue(0);
	}

	@Test
	void isRefusedOnceItWasRevoked() {
		String key = pem("EC", P256);
		KeysFixture.Node node = started(SigningAlgorithm.ES256, key);
		this.fixture.stored(KeysFixture.MASTER)
			.revoke(node.keyRing.current(KeyPurpose.ACCESS).kid(), this.fixture.clock.instant());
		assertThatExceptionOfType(ConfiguredKeyException.class).isThrownBy(() -> started(SigningAlgorithm.ES256, key))
			.withMessageContaining("revoked");
	}

	@Test
	void stopsTheStartWithOneSentenceAndKeepsTheSecret(CapturedOutput output) {
		String key = random(20);
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> Latchkey.in(Latchkey.Mode.JWT)
			.with("latchkey.jwt.algorithm", "HS256")
			.with("latchkey.jwt.signing-key", key)
			.start());
		assertThat(output).contains("latchkey.jwt.signing-key has 160 bits, and HS256 needs 256 or more.")
			.contains("openssl rand -base64 32")
			.doesNotContain(key);
	}

	private KeysFixture.Node started(SigningAlgorithm algorithm, String key) {
		return this.fixture.node(KeysFixture.settings(algorithm, key, Duration.ofDays(1))).start();
	}

	private static RSAKeyGenParameterSpec rsa(int bits, long exponent) {
		return new RSAKeyGenParameterSpec(bits, java.math.BigInteger.valueOf(exponent));
	}

	private static String pem(String algorithm, AlgorithmParameterSpec parameters) {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
			if (parameters != null) {
				generator.initialize(parameters);
			}
			return String.join("\n", List.of("-----BEGIN PRIVATE KEY-----",
					base64(generator.generateKeyPair().getPrivate().getEncoded()), "-----END PRIVATE KEY-----"));
		}
		catch (NoSuchAlgorithmException | InvalidAlgorithmParameterException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String random(int length) {
		byte[] bytes = new byte[length];
		new SecureRandom().nextBytes(bytes);
		return base64(bytes);
	}

	private static String base64(byte[] bytes) {
		return Base64.getEncoder().encodeToString(bytes);
	}

}
