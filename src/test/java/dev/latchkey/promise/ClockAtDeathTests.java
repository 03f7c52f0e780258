package dev.latchkey.promise;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.EnumSourceInFull;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.LatchkeySetup;
import dev.latchkey.harness.MovableClock;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Repetitions;
import dev.latchkey.harness.Server;
import dev.latchkey.harness.TestServers;
import org.junit.jupiter.params.ParameterizedTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Nodes died while their clock or the database's was wrong: days ahead or behind from the
 * start, or stepped, or drifting. What they left costs the next node, whose clock is
 * right, one lease and nothing else.
 */
class ClockAtDeathTests {

	private static final Duration LEASE = Duration.ofSeconds(3);

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final Duration DAYS = Duration.ofDays(2);

	private static final Duration DRIFT = Duration.ofSeconds(70);

	/**
	 * How clocks are wrong.
	 */
	enum Wrong {

		ALL_AHEAD(DAYS, DAYS), ALL_BEHIND(DAYS.negated(), DAYS.negated()),
		STEPPED_AHEAD_OF_THE_DATABASE(Duration.ZERO, DAYS.negated(), DAYS),
		STEPPED_BEHIND_THE_DATABASE(Duration.ZERO, DAYS, DAYS.negated()),
		STEPPED_BACK_TO_THE_RIGHT_TIME(DAYS, Duration.ZERO, DAYS.negated()),
		DRIFTING(Duration.ZERO, Duration.ZERO, DRIFT, DRIFT, DRIFT, DRIFT);

		private final Duration start;

		private final Duration database;

		private final List<Duration> steps;

		Wrong(Duration start, Duration database, Duration... steps) {
			this.start = start;
			this.database = database;
			this.steps = List.of(steps);
		}

		/**
		 * Return those that are tried: by default every second one.
		 */
		private static List<Wrong> tried() {
			int step = Repetitions.of(1, 2);
			return Stream.of(values()).filter((wrong) -> wrong.ordinal() % step == step - 1).toList();
		}

	}

	@ParameterizedTest
	@EnumSourceInFull(byDefault = "JWT")
	void leavesNothingWrongForLongerThanALease(Mode mode) {
		try (Server redis = TestServers.redis()) {
			TestServers.Database database = TestServers.freshDatabase();
			List<Client> ended = new ArrayList<>();
			List<Client> left = new ArrayList<>();
			Latchkey node = setup(mode, redis, database).start();
			try {
				for (Wrong wrong : Wrong.tried()) {
					if (!wrong.start.isZero()) {
						node.close();
						MovableClock clock = new MovableClock();
						clock.advance(wrong.start);
						node = setup(mode, redis, database).with(clock).start();
					}
					live(node, ended, left);
					for (Duration step : wrong.steps) {
						node.clock().advance(step);
						node.forgetAdmin();
						live(node, ended, left);
					}
					node.close();
					node = setup(mode, redis, database).start();
					leaveLease(node, wrong);
					assertWell(node, ended, left);
				}
			}
			finally {
				node.close();
			}
		}
	}

	/**
	 * Insert what a node would have left, had it died.
	 */
	private static void leaveLease(Latchkey next, Wrong wrong) {
		next.sql()
			.sql("""
					insert into node (id, applied_seq, lease_millis, lease_until) values (?, 0, ?,
						current_timestamp + cast(? as integer) * interval '1' second)
					""")
			.params("died-" + wrong.ordinal(), LEASE.toMillis(), wrong.database.plus(LEASE).toSeconds())
			.update();
	}

	private static LatchkeySetup setup(Mode mode, Server redis, TestServers.Database database) {
		return Latchkey.in(mode).on(redis, database).with("latchkey.revocation.max-staleness", LEASE.toSeconds() + "s");
	}

	private static void live(Latchkey dying, List<Client> ended, List<Client> left) {
		Person alice = dying.newPerson("USER");
		Client one = dying.login(alice);
		one.get("/api/me").expect(200);
		ended.add(one.copy());
		one.post("/api/logout").expect(204);
		Client other = dying.login(alice);
		other.get("/api/me").expect(200);
		ended.add(other);
		dying.admin().post("/api/admin/users/" + alice.username() + "/logout").expect(200);
		if (dying.mode() == Mode.JWT) {
			dying.admin().post("/api/admin/keys/rotate").expect(200, 201);
		}
		dying.client().login(alice.with("not-the-password")).expect(401);
		left.add(dying.login(dying.newPerson("USER")));
	}

	private static void assertWell(Latchkey next, List<Client> ended, List<Client> left) {
		Person bob = next.newPerson("USER");
		Client client = next.login(bob);
		client.get("/api/me").expect(200);
		if (next.mode() == Mode.JWT) {
			client.refresh().expect(200);
			client.get("/api/me").expect(200);
		}
		ended.forEach((one) -> one.at(next).get("/api/me").expect(401));
		left.forEach((one) -> one.at(next).get("/api/me").expect(200, 401));
		next.admin().get("/api/admin/sessions").expect(200);
		next.admin().get("/api/admin/events").expect(200);
		next.client().get("/actuator/health/readiness").expect(200);
		await().atMost(PATIENCE).until(() -> {
			next.login(bob);
			Answer answer = next.admin().post("/api/admin/users/" + bob.username() + "/logout").expect(200, 202);
			assertThat(answer.json().at("/ended").asInt()).isPositive();
			return answer.status() == 200;
		});
	}

}
