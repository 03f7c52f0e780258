package dev.latchkey.key;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.harness.TestDatabase;
import dev.latchkey.key.token.CompactToken;
import dev.latchkey.key.token.InvalidTokenException;
import dev.latchkey.key.token.TokenType;
import dev.latchkey.revocation.Views;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class KeyRingTests {

	private static final byte[] PAYLOAD = "{\"a\":1}".getBytes(StandardCharsets.US_ASCII);

	private KeysFixture fixture;

	private KeyRing node;

	@BeforeEach
	void start() {
		this.fixture = new KeysFixture(TestDatabase.H2);
		this.node = this.fixture.started(SigningAlgorithm.ES256);
		this.fixture.connections.set(0);
	}

	@Test
	void asksTheDatabaseNothingForAKeyThatItKnows() {
		CompactToken token = CompactToken.parse(this.node.current(KeyPurpose.ACCESS).sign(TokenType.ACCESS, PAYLOAD));
		this.fixture.down = true;
		assertThat(this.node.keyFor(token.header()).verify(token)).isEqualTo(PAYLOAD);
		assertThat(this.fixture.connections).hasValue(0);
	}

	@Test
	void findsAKeyThatAnotherNodeMadeSince() {
		KeyRing other = this.fixture.started(SigningAlgorithm.EDDSA);
		CompactToken token = CompactToken
			.parse(other.schedule(KeyPurpose.ACCESS).newest().orElseThrow().sign(TokenType.ACCESS, PAYLOAD));
		assertThat(this.node.keyFor(token.header()).verify(token)).isEqualTo(PAYLOAD);
	}

	@Test
	void asksSeldomHoweverManyUnknownKeysAreNamed() {
		for (int i = 0; i < 1000; i++) {
			refuses(unknown());
		}
		assertThat(this.fixture.connections).hasValue(1);
		this.fixture.nanoTime.addAndGet(Duration.ofSeconds(3).toNanos());
		refuses(unknown());
		assertThat(this.fixture.connections).hasValue(2);
	}

	@Test
	void asksNothingForAHeaderThatNoKeyWrites() {
		refuses(Base64Url.encode("{\"alg\":\"none\"}".getBytes(StandardCharsets.US_ASCII)));
		refuses(Base64Url.encode(
				"{\"typ\":\"at+jwt\",\"kid\":\"' or 1=1 --\",\"alg\":\"ES256\"}".getBytes(StandardCharsets.US_ASCII)));
		assertThat(this.fixture.connections).hasValue(0);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "=", "not base64url", "AB", "\u00e4\uD800" })
	void refusesAHeaderThatIsNotEvenBase64url(String header) {
		refuses(header);
		assertThat(this.fixture.connections).hasValue(0);
	}

	@Test
	void doesNotCallATokenInvalidWhenItCannotTell() {
		this.fixture.down = true;
		for (int i = 0; i < 1000; i++) {
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> this.node.keyFor(unknown()));
		}
		assertThat(this.fixture.connections).hasValue(1);
	}

	@Test
	void asksAgainOnceTheDatabaseIsBack() {
		this.fixture.down = true;
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> this.node.keyFor(unknown()));
		this.fixture.down = false;
		this.fixture.nanoTime.addAndGet(Duration.ofSeconds(3).toNanos());
		refuses(unknown());
	}

	@Test
	void saysWhatMayBeOfAKeyThatIsGone() {
		String known = CompactToken.parse(this.node.current(KeyPurpose.ACCESS).sign(TokenType.ID, PAYLOAD)).header();
		String gone = Base64Url.encode(new String(Base64Url.decode(known), StandardCharsets.US_ASCII)
			.replaceFirst("kid\":\"[^\"]+", "kid\":\"" + "A".repeat(22))
			.getBytes(StandardCharsets.US_ASCII));
		assertThat(this.node.mayBeOfKeyThatIsGone(TokenType.ID, gone)).isTrue();
		for (String other : List.of(known, "", "AB", unknown())) {
			assertThat(this.node.mayBeOfKeyThatIsGone(TokenType.ID, other)).as(other).isFalse();
		}
		assertThat(this.node.mayBeOfKeyThatIsGone(TokenType.ACCESS, gone)).isFalse();
	}

	@Test
	void publishesNothingOfASymmetricKey() {
		KeyRing other = this.fixture.started(SigningAlgorithm.HS256);
		assertThat(other.schedule(KeyPurpose.ACCESS).keys()).hasSize(3);
		assertThat(other.publicKeys()).hasSize(2).allSatisfy((key) -> assertThat(key.getType()).isEqualTo("EC"));
	}

	@Test
	void takesNothingFromARevokedKeyBeforeItHasReadTheKeysAgain() {
		KeysFixture.Node node = this.fixture.node(SigningAlgorithm.ES256).start();
		SigningKey revoked = node.keyRing.current(KeyPurpose.ACCESS);
		CompactToken token = CompactToken.parse(revoked.sign(TokenType.ACCESS, PAYLOAD));
		Views.revoke(node.view, revoked.kid());
		refuses(token.header(), node.keyRing);
		assertThat(node.keyRing.current(KeyPurpose.ACCESS).kid()).isNotEqualTo(revoked.kid());
		assertThat(node.keyRing.publicKeys()).hasSize(1);
	}

	private void refuses(String header) {
		refuses(header, this.node);
	}

	private static void refuses(String header, KeyRing ring) {
		assertThatExceptionOfType(InvalidTokenException.class).isThrownBy(() -> ring.keyFor(header));
	}

	private static String unknown() {
		return SigningKey.generate(KeyPurpose.ACCESS, SigningAlgorithm.HS256, SigningPeriodTests.FIRST).header();
	}

}
