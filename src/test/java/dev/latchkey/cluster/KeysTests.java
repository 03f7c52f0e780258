package dev.latchkey.cluster;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.LatchkeySetup;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Repetitions;
import dev.latchkey.harness.Server;
import dev.latchkey.harness.TestServers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Signing keys on two nodes.
 */
class KeysTests {

	private static final int REVOKINGS = Repetitions.of(20, 4);

	/** Longer than the lead time of a key, so that each of them signs. */
	private static final Duration PAUSE = Duration.ofMillis(1200);

	private static final Duration LOAD = Duration.ofSeconds(Repetitions.of(15, 5));

	private final Server redis = TestServers.redis();

	private final TestServers.Database database = TestServers.freshDatabase();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final List<Latchkey> nodes = new ArrayList<>();

	@BeforeEach
	void start() {
		for (int i = 0; i < 2; i++) {
			this.nodes.add(node().start());
		}
	}

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
		this.nodes.forEach(Latchkey::close);
		this.redis.close();
	}

	@Test
	void rotateEveryFewSecondsUnderLoadWithoutAFalseRefusal() throws Exception {
		Person alice = this.nodes.get(0).newPerson("USER");
		Client admin = this.nodes.get(1).admin();
		AtomicBoolean over = new AtomicBoolean();
		Set<String> signedBy = Collections.synchronizedSet(new LinkedHashSet<>());
		ConcurrentLinkedQueue<String> refused = new ConcurrentLinkedQueue<>();
		AtomicInteger accepted = new AtomicInteger();
		List<Future<?>> load = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			Client client = this.nodes.get(i % 2).login(alice);
			load.add(this.threads.submit(() -> {
				for (int turn = 0; !over.get(); turn++) {
					Client there = client.at(this.nodes.get(turn % 2));
					if (turn % 5 == 0) {
						int status = there.refresh().status();
						if (status != 200) {
							refused.add("refresh " + status);
						}
						client.withBearer(there.credential()).withRefreshToken(there.refreshToken().orElseThrow());
						signedBy.add(kid(client));
					}
					int status = there.get("/api/me").status();
					if (status == 200) {
						accepted.incrementAndGet();
					}
					else {
						refused.add("request " + status);
					}
				}
			}));
		}
		Instant end = Instant.now().plus(LOAD);
		while (Instant.now().isBefore(end)) {
			admin.post("/api/admin/keys/rotate").expect(200);
			TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
		}
		over.set(true);
		for (Future<?> part : load) {
			part.get();
		}
		System.out.println("Rotated under load: " + signedBy.size() + " keys signed, " + accepted + " requests");
		assertThat(refused).isEmpty();
		assertThat(signedBy).hasSizeGreaterThan(Repetitions.of(4, 2));
		assertThat(accepted).hasPositiveValue();
	}

	@Test
	void revokeAllThatAKeyHasSignedOnEveryNodeByTheTimeOfTheAnswer() throws Exception {
		Person alice = this.nodes.get(0).newPerson("USER");
		for (int round = 0; round < REVOKINGS; round++) {
			Latchkey here = this.nodes.get(round % 2);
			Latchkey there = this.nodes.get(1 - round % 2);
			Client admin = here.login(Latchkey.ADMIN);
			Client client = there.login(alice);
			String revoked = kid(client);
			client.get("/api/me").expect(200);
			CyclicBarrier barrier = new CyclicBarrier(2);
			AtomicBoolean answered = new AtomicBoolean();
			Future<Integer> late = this.threads.submit(() -> {
				barrier.await();
				int wrong = 0;
				boolean last = false;
				while (!last) {
					last = answered.get();
					int status = client.copy().get("/api/me").status();
					if (last && status != 401) {
						wrong++;
					}
				}
				return wrong;
			});
			barrier.await();
			JsonNode answer = admin.delete("/api/admin/keys/" + revoked).expect(200).json();
			answered.set(true);
			assertThat(answer.at("/nodes/live").asInt()).isEqualTo(2);
			assertThat(late.get()).as("accepted after the answer, round " + round).isZero();
			for (Latchkey node : this.nodes) {
				Client bearer = client.at(node);
				bearer.get("/api/me").expectProblem(401, "invalid-token");
				assertThat(node.client().get("/.well-known/jwks.json").expect(200).body()).doesNotContain(revoked);
			}
			Client renewed = client.at(here);
			renewed.refresh().expect(200);
			assertThat(kid(renewed)).isNotEqualTo(revoked);
			renewed.at(there).get("/api/me").expect(200);
		}
	}

	@Test
	void stayRevokedWhateverHappensToRedisAndToTheNodes() {
		Client client = this.nodes.get(0).login(this.nodes.get(0).newPerson("USER"));
		this.nodes.get(1).admin().delete("/api/admin/keys/" + kid(client)).expect(200);
		this.nodes.get(0).bean(StringRedisTemplate.class).execute((RedisConnection redis) -> {
			redis.serverCommands().flushAll();
			return true;
		});
		this.nodes.forEach(Latchkey::close);
		this.nodes.clear();
		this.nodes.add(node().start());
		client.at(this.nodes.get(0)).get("/api/me").expectProblem(401, "invalid-token");
		client.at(this.nodes.get(0)).refresh().expect(200);
	}

	private LatchkeySetup node() {
		return Latchkey.in(Latchkey.Mode.JWT)
			.on(this.redis, this.database)
			.with("latchkey.jwt.key-lead-time", "1s")
			.with("latchkey.session.max-per-account", "1000");
	}

	private static String kid(Client client) {
		String header = client.credential().split("\\.")[0];
		return JsonMapper.shared()
			.readTree(new String(Base64.getUrlDecoder().decode(header), StandardCharsets.US_ASCII))
			.get("kid")
			.asString();
	}

}
