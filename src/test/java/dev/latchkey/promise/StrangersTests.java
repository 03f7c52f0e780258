package dev.latchkey.promise;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.LatchkeySetup;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Repetitions;
import dev.latchkey.harness.Server;
import dev.latchkey.harness.TestServers;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What one network or one user does, others hardly notice.
 */
class StrangersTests {

	private static final int OVERALL = 30;

	private static final int NEWCOMERS = Repetitions.of(100, 10);

	private static final int LOOPS = 80;

	private static final int LOGINS = Repetitions.of(20, 6);

	/** How often the one user may sign in at once. */
	private static final int OWN_LOGINS = Repetitions.of(120, 40);

	/** How long these take to come back. */
	private static final Duration LOGINS_PERIOD = Duration.ofMinutes(4);

	private static final Duration LONG = Duration.ofMinutes(2);

	private static final String HOME = "192.0.2.7";

	private static Stream<Mode> sessionMode() {
		return Repetitions.full() ? Stream.of(Mode.values()) : Stream.of(Mode.SESSION);
	}

	private static Stream<Mode> jwtMode() {
		return Repetitions.full() ? Stream.of(Mode.values()) : Stream.of(Mode.JWT);
	}

	@ParameterizedTest
	@MethodSource("sessionMode")
	void letNewcomersInWhileOneSiteUsesUpTheOverallBudget(Mode mode) throws Exception {
		try (Latchkey latchkey = attacked(mode).start()) {
			letsNewcomersIn(latchkey);
		}
	}

	@Test
	void letNewcomersInWhileRedisIsAwayToo() throws Exception {
		try (Server redis = TestServers.redis();
				Latchkey latchkey = attacked(Mode.JWT).on(redis, TestServers.freshDatabase()).impatient().start()) {
			Person alice = latchkey.newPerson("USER");
			login(latchkey, HOME, alice).expect(200);
			redis.kill();
			letsNewcomersIn(latchkey);
			// this node has seen her there
			login(latchkey, HOME, alice.with("not-the-password")).expect(401);
			login(latchkey, HOME, alice).expect(200);
		}
	}

	private static LatchkeySetup attacked(Mode mode) {
		return Latchkey.in(mode)
			.throttled()
			.with("latchkey.throttle.overall-attempts", String.valueOf(OVERALL))
			.with("latchkey.web.trusted-proxies", "127.0.0.1,::1");
	}

	private static void letsNewcomersIn(Latchkey latchkey) throws Exception {
		Person bob = latchkey.newPerson("USER");
		login(latchkey, "192.0.2.8", bob).expect(200);
		AtomicInteger next = new AtomicInteger();
		AtomicInteger refused = new AtomicInteger();
		// with a pause after each, as others would notice by the processors alone
		ScheduledExecutorService site = Executors.newScheduledThreadPool(3);
		try {
			List<Future<?>> attacking = IntStream.range(0, 3)
				.<Future<?>>mapToObj((i) -> site.scheduleWithFixedDelay(() -> {
					int guess = next.getAndIncrement();
					Answer answer = login(latchkey, "2001:db8:0:" + Integer.toHexString(guess % 256) + "::1",
							new Person("made-up-" + guess, "wrong"));
					if (answer.expect(401, 429, 503).status() == 429) {
						refused.incrementAndGet();
					}
				}, 0, 20, TimeUnit.MILLISECONDS))
				.toList();
			Awaitility.await()
				.atMost(LONG)
				.until(() -> refused.get() >= 10 || attacking.stream().anyMatch(Future::isDone));
			assertThat(attacking).noneMatch(Future::isDone);
			Map<Integer, Integer> answers = new TreeMap<>();
			for (int i = 0; i < NEWCOMERS; i++) {
				Answer answer = login(latchkey, "198.51." + i + ".1", latchkey.newPerson("USER"));
				answers.merge(answer.status(), 1, Integer::sum);
			}
			System.out.println("First logins in " + latchkey.mode() + " mode while a site attacks: " + answers);
			assertThat(answers.getOrDefault(200, 0)).isGreaterThanOrEqualTo((int) Math.ceil(0.95 * NEWCOMERS));
			login(latchkey, "192.0.2.8", bob.with("not-the-password")).expect(401);
			login(latchkey, "192.0.2.8", bob).expect(200);
			assertThat(attacking).noneMatch(Future::isDone);
			assertThat(next.get()).isGreaterThan(OVERALL);
		}
		finally {
			stop(site);
		}
	}

	/**
	 * Wait for the requests that are under way.
	 */
	private static void stop(ExecutorService threads) throws InterruptedException {
		threads.shutdown();
		assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
	}

	private static Answer login(Latchkey latchkey, String address, Person person) {
		return latchkey.client()
			.call("POST", "/api/login")
			.header("X-Forwarded-For", address)
			.json(Map.of("username", person.username(), "password", person.password()))
			.send();
	}

	private static Answer login(Client device, Person person) {
		Map<String, String> body = new HashMap<>(Map.of("username", person.username(), "password", person.password()));
		device.deviceToken().ifPresent((token) -> body.put("device_token", token));
		return device.login(body);
	}

	@ParameterizedTest
	@MethodSource("jwtMode")
	void goOnWhileOneUserSignsInAndOutInLoops(Mode mode) throws Exception {
		try (Latchkey latchkey = Latchkey.in(mode)
			.throttled()
			.with("latchkey.throttle.logins", String.valueOf(OWN_LOGINS))
			.start()) {
			Person mallory = latchkey.newPerson("USER");
			Person alice = latchkey.newPerson("USER");
			Client device = latchkey.login(alice);
			Client looping = latchkey.login(mallory);
			Map<Integer, Integer> loops = new ConcurrentSkipListMap<>();
			// with a pause after each, as others would notice by the processors alone
			ScheduledExecutorService threads = Executors.newScheduledThreadPool(LOOPS);
			List<Long> millis = new ArrayList<>();
			int signedIn = 0;
			long start = System.nanoTime();
			try {
				List<Future<?>> all = IntStream.range(0, LOOPS).<Future<?>>mapToObj((i) -> {
					Client client = looping.copy();
					return threads.scheduleWithFixedDelay(() -> {
						Answer answer = login(client, mallory);
						loops.merge(answer.status(), 1, Integer::sum);
						if (answer.status() == 200) {
							client.post("/api/logout");
						}
					}, 0, 20, TimeUnit.MILLISECONDS);
				}).toList();
				for (int i = 0; i < LOGINS; i++) {
					long before = System.nanoTime();
					signedIn += (login(device, alice).expect(200, 503).status() == 200) ? 1 : 0;
					millis.add(Duration.ofNanos(System.nanoTime() - before).toMillis());
				}
				Awaitility.await().atMost(LONG).until(() -> loops.keySet().containsAll(Set.of(200, 429)));
				assertThat(all).noneMatch(Future::isDone);
			}
			finally {
				stop(threads);
			}
			System.out.println("Logins of one user in " + LOOPS + " loops, in " + mode + " mode: " + loops
					+ "; another user's took " + millis + " ms");
			// a machine that has no time at all may let her wait for a processor too long
			assertThat(signedIn).isGreaterThanOrEqualTo(LOGINS - 1);
			assertThat(loops.keySet()).isSubsetOf(200, 429, 503);
			long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
			// and two that had the last one before them at the same time
			assertThat(loops.get(200)).isBetween(1,
					(int) (OWN_LOGINS + seconds * OWN_LOGINS / LOGINS_PERIOD.toSeconds() + 1 + 2));
		}
	}

}
