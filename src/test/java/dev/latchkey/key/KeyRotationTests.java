package dev.latchkey.key;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import dev.latchkey.harness.TestDatabase;
import dev.latchkey.key.token.CompactToken;
import dev.latchkey.key.token.InvalidTokenException;
import dev.latchkey.key.token.TokenType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class KeyRotationTests {

	private static final byte[] PAYLOAD = "{\"a\":1}".getBytes(StandardCharsets.US_ASCII);

	private static final Duration LIFETIME = Duration.ofDays(90);

	private static final Duration A_BIT = Duration.ofSeconds(1);

	@Parameter
	TestDatabase database;

	private KeysFixture fixture;

	private KeysFixture.Node node;

	private KeysFixture.Node other;

	private String first = "";

	@BeforeEach
	void start() {
		this.fixture = new KeysFixture(this.database);
		this.node = this.fixture.node(SigningAlgorithm.ES256).start();
		this.other = this.fixture.node(SigningAlgorithm.ES256).start();
		this.first = this.node.keyRing.current(KeyPurpose.ACCESS).kid();
	}

	@Test
	void publishesTheNextKeyFromTheStart() {
		assertThat(this.node.keyRing.publicKeys()).hasSize(2);
		assertThat(kids(this.other)).isEqualTo(kids(this.node));
	}

	@Test
	void letsTheNextKeyTakeOverInTimeAndMakesOneMore() {
		String second = next(this.node);
		pass(LIFETIME.minus(A_BIT.multipliedBy(60)));
		assertThat(this.node.keyRing.current(KeyPurpose.ACCESS).kid()).isEqualTo(this.first);
		pass(A_BIT.multipliedBy(61));
		assertThat(List.of(this.node.keyRing.current(KeyPurpose.ACCESS).kid(),
				this.other.keyRing.current(KeyPurpose.ACCESS).kid()))
			.containsOnly(second);
		assertThat(kids(this.node)).hasSize(3).isEqualTo(kids(this.other));
	}

	@Test
	void keepsAKeyUntilItsLastTokenHasDied() {
		CompactToken token = CompactToken
			.parse(this.node.keyRing.current(KeyPurpose.ACCESS).sign(TokenType.ACCESS, PAYLOAD));
		pass(LIFETIME.plus(A_BIT));
		pass(Duration.ofHours(1));
		assertThat(this.other.keyRing.keyFor(token.header()).verify(token)).isEqualTo(PAYLOAD);
		pass(Duration.ofMinutes(6));
		assertThatExceptionOfType(InvalidTokenException.class)
			.isThrownBy(() -> this.other.keyRing.keyFor(token.header()));
		assertThat(kids(this.node)).hasSize(2).doesNotContain(this.first);
	}

	@Test
	void rotatesAtOnceWhereTheNextKeyIsKnownEverywhere() {
		String second = next(this.node);
		assertThat(this.node.rotate("admin").kid()).isEqualTo(second);
		assertThat(this.node.keyRing.current(KeyPurpose.ACCESS).kid()).isEqualTo(second);
		assertThat(next(this.node)).isNotEqualTo(second);
		pass(A_BIT);
		assertThat(this.other.keyRing.current(KeyPurpose.ACCESS).kid()).isEqualTo(second);
		assertThat(this.node.events).singleElement()
			.satisfies((event) -> assertThat(event).hasToString(
					new KeyRotated(second, this.node.keyRing.current(KeyPurpose.ACCESS).period().signsFrom(), "admin")
						.toString()));
	}

	@Test
	void neverSignsWithAKeyThatWasNotPublishedForLongEnough() {
		this.node.rotate("admin");
		String second = this.node.keyRing.current(KeyPurpose.ACCESS).kid();
		SigningKey third = this.other.rotate("admin");
		assertThat(this.other.rotate("admin").kid()).isEqualTo(third.kid());
		pass(KeysFixture.LEAD.minus(A_BIT.multipliedBy(5)));
		assertThat(List.of(this.node.keyRing.current(KeyPurpose.ACCESS).kid(),
				this.other.keyRing.current(KeyPurpose.ACCESS).kid()))
			.containsOnly(second);
		pass(A_BIT.multipliedBy(5));
		assertThat(List.of(this.node.keyRing.current(KeyPurpose.ACCESS).kid(),
				this.other.keyRing.current(KeyPurpose.ACCESS).kid()))
			.containsOnly(third.kid());
	}

	@Test
	void publishesAKeyOfAnotherAlgorithmBeforeItSigns() {
		KeysFixture.Node changed = this.fixture.node(SigningAlgorithm.EDDSA).start();
		assertThat(changed.keyRing.current(KeyPurpose.ACCESS).kid()).isEqualTo(this.first);
		pass(KeysFixture.LEAD);
		changed.keyRotation.run();
		assertThat(changed.keyRing.current(KeyPurpose.ACCESS).algorithm()).isEqualTo(SigningAlgorithm.EDDSA);
		assertThat(this.node.keyRing.current(KeyPurpose.ACCESS).kid())
			.isEqualTo(changed.keyRing.current(KeyPurpose.ACCESS).kid());
		CompactToken old = CompactToken
			.parse(this.node.keyRing.schedule(KeyPurpose.ACCESS).keys().get(0).sign(TokenType.ACCESS, PAYLOAD));
		assertThat(changed.keyRing.keyFor(old.header()).verify(old)).isEqualTo(PAYLOAD);
	}

	@Test
	void bringsTheNextKeyForwardWhereTheLifetimeWasShortened() {
		String second = next(this.node);
		KeysFixture.Node changed = this.fixture
			.node(KeysFixture.settings(SigningAlgorithm.ES256, null, Duration.ofDays(1)))
			.start();
		pass(Duration.ofDays(1).plus(A_BIT));
		changed.keyRotation.run();
		pass(A_BIT);
		assertThat(this.node.keyRing.current(KeyPurpose.ACCESS).kid()).isEqualTo(second);
	}

	@Test
	void staysWithItsKeysWhereTheDatabaseIsGone() {
		this.fixture.down = true;
		pass(LIFETIME.plus(A_BIT));
		assertThat(kids(this.node)).hasSize(2);
		this.fixture.down = false;
		pass(A_BIT);
		assertThat(kids(this.node)).hasSize(3);
	}

	private void pass(Duration time) {
		this.fixture.clock.advance(time);
		this.node.keyRotation.run();
		this.other.keyRotation.run();
		this.node.keyRotation.run();
	}

	private static String next(KeysFixture.Node node) {
		return node.keyRing.schedule(KeyPurpose.ACCESS).next().orElseThrow().kid();
	}

	private static List<String> kids(KeysFixture.Node node) {
		return node.keyRing.schedule(KeyPurpose.ACCESS).keys().stream().map(SigningKey::kid).toList();
	}

}
