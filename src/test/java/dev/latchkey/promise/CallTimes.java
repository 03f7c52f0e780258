package dev.latchkey.promise;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.RawConnection;
import dev.latchkey.harness.Repetitions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long the calls of other clients take, whatever some do to the server: each call by
 * itself.
 */
final class CallTimes {

	private static final int LEAST = Repetitions.of(5, 2);

	/** How long 19 of 20 calls may take that need neither a password nor the database. */
	private static final Duration AT_ONCE = Duration.ofSeconds(1);

	private static final Duration SOON = Duration.ofSeconds(2);

	private final List<TimedCall> calls = new ArrayList<>();

	private final Latchkey latchkey;

	private Client browser;

	CallTimes(Latchkey latchkey) {
		this.latchkey = latchkey;
		this.browser = latchkey.client();
		Person alice = latchkey.newPerson("USER");
		Client admin = latchkey.login(Latchkey.ADMIN);
		add("liveness", AT_ONCE, this::askForLiveness);
		add("login page", AT_ONCE, () -> latchkey.client().browse("/login").expect(200));
		add("public call", AT_ONCE, () -> latchkey.client().get("/api/mode").expect(200));
		add("login", SOON, () -> signIn(alice));
		add("own change", SOON, () -> this.browser.delete("/api/me/sessions").expect(200));
		add("change by an administrator", SOON,
				() -> admin.put("/api/admin/roles/SLOW", Map.of("permissions", List.of("slow:reader")))
					.expect(200, 201, 204));
	}

	private void add(String name, Duration allowed, Runnable call) {
		this.calls.add(new TimedCall(name, allowed, call, new ArrayList<>()));
	}

	/**
	 * Ask on a connection of its own, as a new client does.
	 */
	private void askForLiveness() {
		try (RawConnection connection = RawConnection.from("127.0.0.1", this.latchkey.port())) {
			String answer = connection
				.send("GET /actuator/health/liveness HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
				.untilClosed();
			assertThat(answer).startsWith("HTTP/1.1 200 ");
		}
	}

	private void signIn(Person person) {
		this.browser = this.latchkey.client();
		this.browser.loginByForm(person).expect(303);
	}

	/**
	 * Make each call for some time, and a few times at the least. Each is answered as it
	 * is on a quiet server.
	 */
	void measure(Duration time) {
		long start = System.nanoTime();
		for (int i = 0; i < LEAST || System.nanoTime() - start < time.toNanos(); i++) {
			this.calls.forEach(TimedCall::run);
		}
	}

	/**
	 * Assert that 19 of 20 calls were fast enough, where all is repeated in full.
	 * Elsewhere the machine has other work to do, and it is enough that they were
	 * answered.
	 */
	void assertShortInFull() {
		if (Repetitions.full()) {
			assertThat(this.calls).as(toString())
				.allMatch((call) -> call.percentile(95).compareTo(call.allowed()) <= 0);
		}
	}

	@Override
	public String toString() {
		return this.calls.stream()
			.map(TimedCall::toString)
			.collect(Collectors.joining(", ", "", " ms (p50/p99/longest)"));
	}

	private record TimedCall(String name, Duration allowed, Runnable call, List<Duration> taken) {

		void run() {
			long start = System.nanoTime();
			this.call.run();
			this.taken.add(Duration.ofNanos(System.nanoTime() - start));
		}

		Duration percentile(int percent) {
			List<Duration> sorted = this.taken.stream().sorted().toList();
			return sorted.get((sorted.size() * percent + 99) / 100 - 1);
		}

		@Override
		public String toString() {
			return "%s %d/%d/%d".formatted(this.name, percentile(50).toMillis(), percentile(99).toMillis(),
					percentile(100).toMillis());
		}

	}

}
