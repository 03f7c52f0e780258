package dev.latchkey.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.LastByte;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Repetitions;
import dev.latchkey.harness.Server;
import dev.latchkey.harness.TestServers;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A stranger guesses passwords at two nodes at once, which share their budgets in Redis.
 * The budgets are as they are out of the box.
 */
class GuessingTests {

	// of one account, by all addresses of an IPv4 /24
	private static final int BLOCK = 20;

	private static final int ADDRESSES_OF_A_BLOCK = 250;

	private static final int AT_ONCE = 200;

	private static final int ADDRESSES = Repetitions.of(1_000, 300);

	// more than a node has places in the line
	private static final int CROWD = 150;

	private static final int LOGINS = Repetitions.of(100);

	@TestInstance(Lifecycle.PER_CLASS)
	abstract static class Guessing {

		private final Mode mode;

		private final Server redis = TestServers.redis();

		private final TestServers.Database database = TestServers.freshDatabase();

		private final List<Latchkey> nodes = new ArrayList<>();

		Guessing(Mode mode) {
			this.mode = mode;
		}

		@BeforeAll
		void start() {
			for (int i = 0; i < 2; i++) {
				this.nodes.add(Latchkey.in(this.mode)
					.on(this.redis, this.database)
					.throttled()
					.with("latchkey.web.trusted-proxies", "127.0.0.1,::1")
					.start());
			}
		}

		@AfterAll
		void stop() {
			this.nodes.forEach(Latchkey::close);
			this.redis.close();
		}

		@Test
		void letsNoCrowdSlipThroughABudget() {
			Person alice = this.nodes.get(0).newPerson("USER");
			for (String username : List.of(alice.username(), "nobody-has-this-name")) {
				double before = verifications();
				Map<Integer, Long> statuses = atOnce(username);
				System.out.println(AT_ONCE + " wrong passwords at once, in " + this.mode + " mode: " + statuses
						+ ", hashed " + (verifications() - before));
				assertThat(statuses.keySet()).isSubsetOf(401, 429, 503);
				assertThat(verifications() - before).isBetween(1.0, (double) BLOCK);
				assertThat(statuses.getOrDefault(401, 0L)).isLessThanOrEqualTo(BLOCK);
				// what was not hashed, because too many were, was given back
				assertThat(statuses.getOrDefault(401, 0L) + statuses.getOrDefault(503, 0L)).isPositive();
			}
		}

		private Map<Integer, Long> atOnce(String username) {
			List<LastByte> requests = IntStream.range(0, AT_ONCE)
				.mapToObj(
						(i) -> LastByte.login(this.nodes.get(i % 2).port(), "198.51.100." + i, username, "wrong-" + i))
				.toList();
			requests.forEach(LastByte::complete);
			Map<Integer, Long> statuses = requests.stream()
				.map(LastByte::status)
				.collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
			requests.forEach(LastByte::close);
			return statuses;
		}

		@Test
		void letsTheOwnerInWhileManyAddressesGuess() throws Exception {
			Person bob = this.nodes.get(0).newPerson("USER");
			Client owner = this.nodes.get(0).login(bob);
			long start = System.nanoTime();
			AtomicBoolean over = new AtomicBoolean();
			AtomicInteger next = new AtomicInteger();
			Map<Integer, AtomicInteger> guesses = new ConcurrentHashMap<>();
			double before = verifications();
			ExecutorService crowd = Executors.newFixedThreadPool(CROWD);
			List<Integer> owners = new ArrayList<>();
			try {
				List<Future<?>> guessing = IntStream.range(0, CROWD).<Future<?>>mapToObj((i) -> crowd.submit(() -> {
					while (!over.get() || next.get() < ADDRESSES) {
						int guess = next.getAndIncrement();
						Answer answer = login(this.nodes.get(guess % 2).client(), guess % ADDRESSES,
								bob.with("guess-" + guess));
						guesses.computeIfAbsent(answer.status(), (status) -> new AtomicInteger()).incrementAndGet();
					}
				})).toList();
				for (int i = 0; i < LOGINS; i++) {
					Client device = copyTo(this.nodes.get(i % 2), owner);
					owners.add(loginOfAnOwner(device, 2_000 + i, bob).status());
				}
				over.set(true);
				for (Future<?> one : guessing) {
					one.get(120, TimeUnit.SECONDS);
				}
			}
			finally {
				over.set(true);
				crowd.shutdownNow();
			}
			System.out.println("Guesses from " + ADDRESSES + " addresses, in " + this.mode + " mode: " + guesses
					+ ", hashed " + (verifications() - before - owners.size()) + "; the owner: "
					+ owners.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting())));
			assertThat(owners).hasSize(LOGINS).containsOnly(200);
			assertThat(guesses.keySet()).isSubsetOf(401, 429, 503);
			assertThat(guesses.get(429).get()).isPositive();
			int blocks = 1 + ADDRESSES / ADDRESSES_OF_A_BLOCK;
			assertThat(verifications() - before - owners.size()).isBetween(1.0, blocks * BLOCK + 1.0
					+ Duration.ofNanos(System.nanoTime() - start).dividedBy(Duration.ofSeconds(90)));
		}

		/**
		 * The device is the same at all nodes, and keeps nothing but what it is known by.
		 */
		private static Client copyTo(Latchkey node, Client owner) {
			Client device = node.client();
			owner.cookie(Client.DEVICE_COOKIE).ifPresent((cookie) -> device.withCookie(cookie.name(), cookie.value()));
			owner.deviceToken().ifPresent((token) -> device.withDeviceToken(token));
			return device;
		}

		/**
		 * A crowd that is not refused yet may have taken all places of a node. The owner
		 * waits as long as they are told, and once.
		 */
		private static Answer loginOfAnOwner(Client device, int address, Person owner) throws InterruptedException {
			Answer answer = login(device, address, owner);
			if (answer.status() == 503) {
				TimeUnit.SECONDS.sleep(Long.parseLong(answer.header("Retry-After").orElseThrow()));
				return login(device, address, owner);
			}
			return answer;
		}

		private static Answer login(Client client, int address, Person person) {
			Map<String, String> body = new HashMap<>(
					Map.of("username", person.username(), "password", person.password()));
			client.deviceToken().ifPresent((token) -> body.put("device_token", token));
			return client.call("POST", "/api/login")
				.header("X-Forwarded-For",
						"203.0." + address / ADDRESSES_OF_A_BLOCK + "." + address % ADDRESSES_OF_A_BLOCK)
				.json(body)
				.send();
		}

		private double verifications() {
			return this.nodes.stream()
				.mapToDouble((node) -> node.bean(MeterRegistry.class)
					.get("latchkey.password.verifications")
					.counter()
					.count())
				.sum();
		}

	}

	@Nested
	@Tag("full")
	class SessionMode extends Guessing {

		SessionMode() {
			super(Mode.SESSION);
		}

	}

	@Nested
	class JwtMode extends Guessing {

		JwtMode() {
			super(Mode.JWT);
		}

	}

}
