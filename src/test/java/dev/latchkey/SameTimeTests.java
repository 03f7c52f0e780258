package dev.latchkey;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.RunsIn;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nobody can tell by the time of a refusal whether there is such an account. What is
 * compared takes turns, so that a busy machine slows all of it down alike; and as a busy
 * machine can still get in between, the best of a few series counts. That a difference
 * would be seen in each of them is tested as well.
 */
class SameTimeTests {

	private static final double TOLERANCE = 0.05;

	private static final int SERIES = 6;

	private static final int ROUNDS = 40;

	private enum Reason {

		WRONG, UNKNOWN, DISABLED, IMPOSSIBLE

	}

	abstract static class SameTime extends Contract {

		@Test
		void refusesForAnyReasonInTheSameTime() {
			Map<Reason, Person> people = people();
			List<Double> spreads = new ArrayList<>();
			boolean same = IntStream.range(0, SERIES)
				.mapToDouble((i) -> spread(people, 0))
				.peek(spreads::add)
				.anyMatch((spread) -> spread <= TOLERANCE);
			System.out.println("Medians of refused logins differ in " + this.latchkey.mode() + " mode by " + spreads);
			assertThat(same).as("medians within 5 %% in one of %s", spreads).isTrue();
		}

		@Test
		void wouldSeeADifference() {
			Map<Reason, Person> people = people();
			List<Double> spreads = IntStream.range(0, 2).mapToObj((i) -> spread(people, 0.2)).toList();
			assertThat(spreads).as("a fifth longer").allMatch((spread) -> spread > TOLERANCE);
		}

		private Map<Reason, Person> people() {
			Person disabled = someone();
			admin().patch("/api/admin/users/" + disabled.username(), Map.of("status", "disabled")).expect(200);
			return Map.of(Reason.WRONG, someone().with("not-the-password"), Reason.UNKNOWN,
					new Person("nobody-has-it", "not-the-password"), Reason.DISABLED, disabled, Reason.IMPOSSIBLE,
					new Person("no account's name", "not-the-password"));
		}

		/**
		 * Return how far apart the medians are, as a share of the shortest.
		 * @param more by how much to make one of them longer
		 */
		private double spread(Map<Reason, Person> people, double more) {
			Client client = client();
			people.values().forEach((person) -> time(client, person));
			Map<Reason, List<Long>> times = new EnumMap<>(Reason.class);
			List<Reason> order = new ArrayList<>(List.of(Reason.values()));
			Random random = new Random();
			for (int i = 0; i < ROUNDS; i++) {
				Collections.shuffle(order, random);
				for (Reason reason : order) {
					long time = time(client, people.get(reason));
					if (reason == Reason.UNKNOWN && more > 0) {
						long start = System.nanoTime();
						LockSupport.parkNanos((long) (time * more));
						time += System.nanoTime() - start;
					}
					times.computeIfAbsent(reason, (any) -> new ArrayList<>()).add(time);
				}
			}
			List<Long> medians = times.values().stream().map(SameTime::median).sorted().toList();
			return (double) medians.get(medians.size() - 1) / medians.get(0) - 1;
		}

		private static long time(Client client, Person person) {
			long start = System.nanoTime();
			client.login(person).expect(401);
			return System.nanoTime() - start;
		}

		private static long median(List<Long> times) {
			return times.stream().sorted().toList().get(times.size() / 2);
		}

	}

	@Nested
	@RunsIn(Latchkey.Mode.SESSION)
	class InSessionMode extends SameTime {

	}

	@Nested
	@RunsIn(Latchkey.Mode.JWT)
	class InJwtMode extends SameTime {

	}

}
