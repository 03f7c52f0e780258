package dev.latchkey.revocation;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import dev.latchkey.harness.Client;
import dev.latchkey.harness.Guide;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.RawRedis;
import dev.latchkey.harness.Server;
import dev.latchkey.harness.TestServers;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Another application asks the deny-list as {@code src/docs/revocation.md} tells it to,
 * with the commands and the rule that stand there.
 */
@TestInstance(Lifecycle.PER_CLASS)
class DenyListGuideTests {

	private static final Guide GUIDE = Guide.of("src/docs/revocation.md");

	private static final List<String> COMMANDS = GUIDE.blocks("redis");

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final Server redis = TestServers.redis();

	private Latchkey latchkey;

	private RawRedis application;

	@BeforeAll
	void start() {
		this.latchkey = Latchkey.in(Latchkey.Mode.JWT)
			.with("spring.data.redis.host", "127.0.0.1")
			.with("spring.data.redis.port", String.valueOf(this.redis.port()))
			.start();
		this.application = new RawRedis(this.redis);
		this.application.call(COMMANDS.get(0).replace("{password}", "only-for-tests"));
		this.application.call("AUTH shop only-for-tests");
	}

	@AfterAll
	void stop() {
		this.application.close();
		this.latchkey.close();
		this.redis.close();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2 })
	void toldByTheDenyListThatAUserWasPutOut(int way) {
		Person alice = this.latchkey.newPerson("USER");
		Client client = this.latchkey.login(alice);
		Client bob = this.latchkey.login(this.latchkey.newPerson("USER"));
		assertThat(settled(way, client)).isEqualTo(Verdict.GOOD);
		this.latchkey.admin().post("/api/admin/users/" + alice.username() + "/logout").expect(200);
		assertThat(verdict(way, client)).isEqualTo(Verdict.ENDED);
		assertThat(settled(way, bob)).isEqualTo(Verdict.GOOD);
		assertThat(settled(way, this.latchkey.login(alice))).isEqualTo(Verdict.GOOD);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2 })
	void toldByTheDenyListThatASessionHasEnded(int way) {
		Person alice = this.latchkey.newPerson("USER");
		Client left = this.latchkey.login(alice);
		Client stays = this.latchkey.login(alice);
		left.copy().post("/api/logout").expect(204);
		assertThat(verdict(way, left)).isEqualTo(Verdict.ENDED);
		assertThat(settled(way, stays)).isEqualTo(Verdict.GOOD);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2 })
	void toldByTheDenyListThatEverybodyWasPutOut(int way) {
		Client client = this.latchkey.login(this.latchkey.newPerson("USER"));
		assertThat(settled(way, client)).isEqualTo(Verdict.GOOD);
		this.latchkey.admin().post("/api/admin/logout").expect(200);
		assertThat(verdict(way, client)).isEqualTo(Verdict.ENDED);
		assertThat(settled(way, this.latchkey.login(this.latchkey.newPerson("USER")))).isEqualTo(Verdict.GOOD);
	}

	@Test
	void knowsNothingWhileTheListIsGoneAndAllOfItAfterwards() {
		Person alice = this.latchkey.newPerson("USER");
		Client ended = this.latchkey.login(alice);
		Client left = this.latchkey.login(alice);
		this.latchkey.admin().post("/api/admin/users/" + alice.username() + "/logout").expect(200);
		Client good = this.latchkey.login(alice);
		Client gone = this.latchkey.login(alice);
		gone.copy().post("/api/logout").expect(204);
		assertThat(flushedAndAskedAtOnce(ended, good, gone)).containsOnly(Verdict.UNKNOWN);
		assertThat(settled(1, ended)).isEqualTo(Verdict.ENDED);
		assertThat(List.of(verdict(1, left), verdict(1, gone))).containsOnly(Verdict.ENDED);
		assertThat(verdict(1, good)).isEqualTo(Verdict.GOOD);
	}

	@Test
	void keepsAnEntryLongerThanWhatItEnds() {
		Person alice = this.latchkey.newPerson("USER");
		Client client = this.latchkey.login(alice);
		Claims claims = Claims.of(client);
		client.post("/api/logout").expect(204);
		this.latchkey.admin().post("/api/admin/users/" + alice.username() + "/logout").expect(200);
		Duration half = Duration.ofMinutes(30);
		try (RawRedis anybody = new RawRedis(this.redis)) {
			assertThat(ttl(anybody, "latchkey:denied:" + claims.sid())).isGreaterThan(Duration.ofHours(12).plus(half));
			assertThat(ttl(anybody, "latchkey:cutoff:" + claims.sub())).isGreaterThan(Duration.ofDays(30).plus(half));
		}
	}

	@Test
	void givesAnApplicationNothingElse() {
		Client client = this.latchkey.login(this.latchkey.newPerson("USER"));
		for (String command : List.of("GET latchkey:installation", "KEYS *", "DEL latchkey:revocations:head",
				"SET latchkey:denied:" + Claims.of(client).sid() + " 1", "PUBLISH latchkey:revocations x")) {
			assertThatIllegalStateException().isThrownBy(() -> this.application.call(command))
				.withMessageContaining("NOPERM");
		}
	}

	@Test
	void goesByTheRuleOfTheGuide() {
		String source = Guide.of("src/test/java/dev/latchkey/revocation/DenyListGuideTests.java").text();
		assertThat(squeezed(source)).contains(squeezed(GUIDE.blocks("java").get(0)));
	}

	/**
	 * Ask when the list is complete. A node that fell behind while it wrote catches up
	 * within two looks.
	 */
	private Verdict settled(int way, Client client) {
		return Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> verdict(way, client), (found) -> found != Verdict.UNKNOWN);
	}

	private Verdict verdict(int way, Client client) {
		Claims claims = Claims.of(client);
		List<String> commands = claims.fill(COMMANDS.get(way)).lines().toList();
		List<?> replies = this.application.pipeline(commands);
		return claims.verdict((commands.size() == 1) ? (List<?>) replies.get(0) : replies);
	}

	/**
	 * In one transaction, so that no node writes in between.
	 */
	private List<Verdict> flushedAndAskedAtOnce(Client... clients) {
		try (RawRedis anybody = new RawRedis(this.redis)) {
			anybody.call("MULTI");
			anybody.call("FLUSHALL");
			for (Client client : clients) {
				anybody.call(Claims.of(client).fill(COMMANDS.get(1)));
			}
			List<?> replies = (List<?>) anybody.call("EXEC");
			return Arrays.stream(clients)
				.map((client) -> Claims.of(client)
					.verdict((List<?>) replies.get(1 + Arrays.asList(clients).indexOf(client))))
				.toList();
		}
	}

	private static Duration ttl(RawRedis redis, String key) {
		return Duration.ofMillis(Long.parseLong(String.valueOf(redis.call("PTTL " + key))));
	}

	private static String squeezed(String text) {
		return text.replaceAll("\\s+", " ");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2 })
	void toldByTheDenyListThatAKeyWasRevoked(int way) {
		Client client = this.latchkey.login(this.latchkey.newPerson("USER"));
		Client after = client.copy();
		assertThat(verdict(way, client)).isEqualTo(Verdict.GOOD);
		this.latchkey.admin().delete("/api/admin/keys/" + Claims.of(client).kid()).expect(200);
		assertThat(verdict(way, client)).isEqualTo(Verdict.ENDED);
		after.refresh().expect(200);
		assertThat(verdict(way, after)).isEqualTo(Verdict.GOOD);
	}

	/**
	 * What an application makes of the replies.
	 */
	enum Verdict {

		GOOD, ENDED, UNKNOWN;

		static Verdict of(String head, String denied, String revoked, String accountCutoff, String generalCutoff,
				long epoch) {
			if (head == null) {
				return Verdict.UNKNOWN;
			}
			if (denied != null || revoked != null || endsBefore(accountCutoff, epoch)
					|| endsBefore(generalCutoff, epoch)) {
				return Verdict.ENDED;
			}
			return Verdict.GOOD;
		}

		static boolean endsBefore(String cutoff, long epoch) {
			return cutoff != null && epoch < Long.parseLong(cutoff);
		}

	}

	/**
	 * What the application has read in the token.
	 */
	record Claims(String kid, String sid, String sub, long epoch) {

		static Claims of(Client client) {
			String[] parts = client.credential().split("\\.");
			JsonNode claims = read(parts[1]);
			return new Claims(read(parts[0]).get("kid").asString(), claims.get("sid").asString(),
					claims.get("sub").asString(), claims.get("epoch").asLong());
		}

		private static JsonNode read(String part) {
			return JsonMapper.shared()
				.readTree(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
		}

		String fill(String commands) {
			return commands.replace("{kid}", this.kid).replace("{sid}", this.sid).replace("{sub}", this.sub);
		}

		Verdict verdict(List<?> replies) {
			return Verdict.of((String) replies.get(0), (String) replies.get(1), (String) replies.get(2),
					(String) replies.get(3), (String) replies.get(4), this.epoch);
		}

	}

}
