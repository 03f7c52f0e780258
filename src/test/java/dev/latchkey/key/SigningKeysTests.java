package dev.latchkey.key;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.latchkey.harness.Repetitions;
import dev.latchkey.harness.TestDatabase;
import dev.latchkey.key.token.CompactToken;
import dev.latchkey.key.token.TokenType;
import io.jsonwebtoken.security.Jwks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class SigningKeysTests {

	private static final byte[] PAYLOAD = "{\"a\":1}".getBytes(StandardCharsets.US_ASCII);

	private static final int NODES = 4;

	private static final int ROUNDS = Repetitions.of(40, 10);

	@Parameter
	TestDatabase database;

	private KeysFixture fixture;

	@BeforeEach
	void migrate() {
		this.fixture = new KeysFixture(this.database);
	}

	@ParameterizedTest
	@EnumSource(SigningAlgorithm.class)
	void sharesItsKeyWithOtherNodesAndWithLaterStarts(SigningAlgorithm algorithm) {
		KeyRing first = this.fixture.started(algorithm);
		KeyRing second = this.fixture.started(algorithm);
		CompactToken token = CompactToken.parse(first.current(KeyPurpose.ACCESS).sign(TokenType.ACCESS, PAYLOAD));
		assertThat(second.keyFor(token.header()).verify(token)).isEqualTo(PAYLOAD);
		assertThat(second.current(KeyPurpose.ACCESS).header()).isEqualTo(first.current(KeyPurpose.ACCESS).header());
		// the rotation makes the next one of those that take long to make
		assertThat(rows()).hasSize(algorithm.isQuicklyMade() ? 2 : 1);
	}

	@ParameterizedTest
	@EnumSource(SigningAlgorithm.class)
	void keepsNothingSecretInTheClear(SigningAlgorithm algorithm) {
		KeyRing node = this.fixture.started(algorithm);
		JsonNode secret = JsonMapper.shared().readTree(Jwks.UNSAFE_JSON(node.current(KeyPurpose.ACCESS).jwk()));
		List<String> parts = new ArrayList<>();
		for (String name : List.of("d", "p", "q", "dp", "dq", "qi", "k")) {
			if (secret.has(name)) {
				parts.add(secret.get(name).asString());
			}
		}
		assertThat(parts).isNotEmpty();
		String stored = rows().toString();
		assertThat(stored).contains(node.current(KeyPurpose.ACCESS).jwk().getId()).doesNotContain(parts);
		String sealed = this.fixture.jdbc.sql("select private_key from signing_key where ordinal = 1")
			.query(String.class)
			.single();
		assertThat(new String(Base64.getDecoder().decode(sealed), StandardCharsets.ISO_8859_1)).doesNotContain(parts)
			.doesNotContain("kty");
	}

	@Test
	void makesOnePairOfKeysWhenNodesStartAtOnce() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(NODES);
		try {
			for (int round = 0; round < ROUNDS; round++) {
				this.fixture.jdbc.sql("delete from signing_key").update();
				CyclicBarrier barrier = new CyclicBarrier(NODES);
				List<Future<String>> started = new ArrayList<>();
				for (int node = 0; node < NODES; node++) {
					started.add(threads.submit(() -> {
						barrier.await();
						return this.fixture.started(SigningAlgorithm.ES256).current(KeyPurpose.ACCESS).header();
					}));
				}
				List<String> headers = new ArrayList<>();
				for (Future<String> header : started) {
					headers.add(header.get());
				}
				assertThat(headers).as("round " + round).containsOnly(headers.get(0));
				assertThat(rows()).hasSize(2);
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void refusesToStartWithAnotherMasterKey() {
		this.fixture.started(SigningAlgorithm.ES256);
		assertThatExceptionOfType(UnreadableKeyException.class)
			.isThrownBy(() -> this.fixture.stored((byte) (KeysFixture.MASTER + 1)).findAll())
			.withMessageContaining("latchkey.master-key");
	}

	@ParameterizedTest
	@ValueSource(strings = { "private_key = (select private_key from signing_key where ordinal = 2)", "ordinal = 3",
			"algorithm = 'RS256'", "purpose = 'APPLICATION_ES256'", "kid = 'AAAAAAAAAAAAAAAAAAAAAA'",
			"public_key = '{}'", "private_key = ''", "private_key = 'AAAA'", "private_key = '%'" })
	void noticesThatARowWasPatched(String patch) {
		this.fixture.started(SigningAlgorithm.ES256);
		SigningKeys stored = this.fixture.stored(KeysFixture.MASTER);
		this.fixture.jdbc.sql("update signing_key set " + patch + " where ordinal = 1").update();
		assertThatExceptionOfType(UnreadableKeyException.class).isThrownBy(stored::findAll);
	}

	private List<Map<String, Object>> rows() {
		return this.fixture.jdbc.sql("select * from signing_key order by ordinal").query().listOfRows();
	}

}
