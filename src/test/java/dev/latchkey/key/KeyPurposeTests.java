package dev.latchkey.key;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.latchkey.harness.TestDatabase;
import dev.latchkey.key.token.CompactToken;
import dev.latchkey.key.token.InvalidTokenException;
import dev.latchkey.key.token.TokenType;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Keys of several purposes beside each other in one table.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class KeyPurposeTests {

	private static final byte[] PAYLOAD = "{\"a\":1}".getBytes(StandardCharsets.US_ASCII);

	private static final Duration LIFETIME = Duration.ofDays(90);

	private static final KeySettings WITH_A_SECRET = KeysFixture.settings(SigningAlgorithm.HS256, null, LIFETIME);

	@Parameter
	TestDatabase database;

	private KeysFixture fixture;

	@BeforeEach
	void migrate() {
		this.fixture = new KeysFixture(this.database);
	}

	@Test
	void signsForApplicationsWithAPublishedKeyWhateverSignsAccessTokens() {
		KeyRing node = this.fixture.nodeForBoth(WITH_A_SECRET).start().keyRing;
		SigningKey application = node.current(KeyPurpose.APPLICATION_ES256);
		assertThat(node.current(KeyPurpose.ACCESS).algorithm()).isEqualTo(SigningAlgorithm.HS256);
		assertThat(application.algorithm()).isEqualTo(SigningAlgorithm.ES256);
		assertThat(node.publicKeys()).hasSize(2)
			.anySatisfy((key) -> assertThat(key.getId()).isEqualTo(application.kid()));
		assertThat(node.publicKeys()).allSatisfy((key) -> assertThat(key.getType()).isEqualTo("EC"));
	}

	@Test
	void acceptsNoTokenOfAKeyForAnotherPurpose() {
		KeyRing node = this.fixture.nodeForBoth(WITH_A_SECRET).start().keyRing;
		refuses(node, node.current(KeyPurpose.APPLICATION_ES256).sign(TokenType.ACCESS, PAYLOAD));
		refuses(node, node.current(KeyPurpose.APPLICATION_ES256).sign(TokenType.ASSERTION, PAYLOAD));
		refuses(node, node.current(KeyPurpose.ACCESS).sign(TokenType.ASSERTION, PAYLOAD));
	}

	@Test
	void numbersTheKeysOfEachPurposeFromOne() {
		this.fixture.nodeForBoth(WITH_A_SECRET).start();
		assertThat(this.fixture.jdbc.sql("select purpose || ordinal from signing_key order by purpose, ordinal")
			.query(String.class)
			.list()).containsExactly("ACCESS1", "ACCESS2", "APPLICATION_ES2561", "APPLICATION_ES2562");
	}

	@Test
	void letsTheNextKeyOfEachPurposeTakeOver() {
		KeysFixture.Node node = this.fixture.nodeForBoth(WITH_A_SECRET).start();
		List<String> next = node.keyRing.schedules()
			.stream()
			.map((schedule) -> schedule.next().orElseThrow().kid())
			.toList();
		node.rotate("admin");
		assertThat(node.keyRing.schedules().stream().map((schedule) -> schedule.current().orElseThrow().kid()))
			.isEqualTo(next);
		assertThat(node.events).hasSize(2);
		assertThat(node.keyRing.schedules()).allSatisfy((schedule) -> assertThat(schedule.next()).isPresent());
	}

	@Test
	void rotatesTheKeysForApplicationsByThemselves() {
		KeysFixture.Node node = this.fixture.nodeForApplications().start();
		String first = node.keyRing.current(KeyPurpose.APPLICATION_ES256).kid();
		this.fixture.clock.advance(LIFETIME.plusSeconds(1));
		node.keyRotation.run();
		assertThat(node.keyRing.current(KeyPurpose.APPLICATION_ES256).kid()).isNotEqualTo(first);
		assertThat(node.keyRing.publicKeys()).hasSize(3);
		this.fixture.clock.advance(Duration.ofMinutes(66));
		node.keyRotation.run();
		assertThat(node.keyRing.publicKeys()).hasSize(2).noneSatisfy((key) -> assertThat(key.getId()).isEqualTo(first));
	}

	@Test
	void waitsAtTheStartForOneKeyThatTakesLong() {
		KeysFixture.Node node = this.fixture.nodeForAllApplications().start();
		SigningKey first = node.keyRing.current(KeyPurpose.APPLICATION_RS256);
		assertThat(node.keyRing.schedule(KeyPurpose.APPLICATION_RS256).keys()).hasSize(1);
		assertThat(node.keyRing.publicKeys()).anySatisfy((key) -> assertThat(key.getType()).isEqualTo("RSA"));
		node.keyRotation.run();
		assertThat(node.keyRing.schedule(KeyPurpose.APPLICATION_RS256).next()).isPresent();
		assertThat(node.keyRing.current(KeyPurpose.APPLICATION_RS256).kid()).isEqualTo(first.kid());
		CompactToken id = CompactToken.parse(first.sign(TokenType.ID, PAYLOAD));
		Set<KeyPurpose> applications = EnumSet.of(KeyPurpose.APPLICATION_ES256, KeyPurpose.APPLICATION_RS256);
		assertThat(node.keyRing.keyFor(TokenType.ID, applications, id.header()).verify(TokenType.ID, id))
			.isEqualTo(PAYLOAD);
		assertThatExceptionOfType(InvalidTokenException.class)
			.isThrownBy(() -> node.keyRing.keyFor(TokenType.ACCESS, applications, id.header()));
		assertThatExceptionOfType(InvalidTokenException.class).isThrownBy(() -> first.verify(id));
	}

	@Test
	void leavesKeysOfTheOtherModeAsTheyAre() {
		this.fixture.node(SigningAlgorithm.ES256).start();
		List<Map<String, Object>> before = accessKeys();
		KeysFixture.Node node = this.fixture.nodeForApplications().start();
		this.fixture.clock.advance(LIFETIME.multipliedBy(3));
		node.keyRotation.run();
		node.rotate("admin");
		assertThat(accessKeys()).hasSize(2).isEqualTo(before);
		assertThat(node.keyRing.publicKeys()).noneSatisfy((key) -> assertThat(before.toString()).contains(key.getId()));
	}

	@Test
	void knowsWhichPurposeAKeyWasStoredFor() {
		this.fixture.nodeForApplications().start();
		this.fixture.jdbc.sql("update signing_key set purpose = 'ACCESS' where ordinal = 1").update();
		assertThatExceptionOfType(UnreadableKeyException.class)
			.isThrownBy(() -> this.fixture.stored(KeysFixture.MASTER).findAll());
	}

	@Test
	void goesOnWithTheKeysOfAnOlderVersion() {
		KeyRing before = this.fixture.started(SigningAlgorithm.ES256);
		CompactToken token = CompactToken.parse(before.current(KeyPurpose.ACCESS).sign(TokenType.ACCESS, PAYLOAD));
		KeysFixture upgraded = new KeysFixture(ofAnOlderVersion(accessKeys()));
		KeyRing after = upgraded.nodeForBoth(KeysFixture.settings(SigningAlgorithm.ES256, null, LIFETIME))
			.start().keyRing;
		assertThat(after.current(KeyPurpose.ACCESS).kid()).isEqualTo(before.current(KeyPurpose.ACCESS).kid());
		assertThat(after.keyFor(token.header()).verify(token)).isEqualTo(PAYLOAD);
		assertThat(after.current(KeyPurpose.APPLICATION_ES256).period().hasBegun(upgraded.clock.instant())).isTrue();
		assertThat(after.publicKeys()).hasSize(4);
	}

	private static void refuses(KeyRing ring, String token) {
		assertThatExceptionOfType(InvalidTokenException.class)
			.isThrownBy(() -> ring.keyFor(CompactToken.parse(token).header()));
	}

	private List<Map<String, Object>> accessKeys() {
		return this.fixture.jdbc.sql("select * from signing_key where purpose = 'ACCESS' order by ordinal")
			.query()
			.listOfRows();
	}

	private String ofAnOlderVersion(List<Map<String, Object>> keys) {
		String url = this.database.newUrl();
		DriverManagerDataSource source = new DriverManagerDataSource(url);
		Flyway.configure().dataSource(source).target("5").load().migrate();
		keys.forEach((key) -> JdbcClient.create(source).sql("""
				insert into signing_key (kid, algorithm, ordinal, public_key, private_key, created_at, usable_from,
					signs_from)
				values (:kid, :algorithm, :ordinal, :public_key, :private_key, :created_at, :usable_from, :signs_from)
				""").params(key).update());
		return url;
	}

}
