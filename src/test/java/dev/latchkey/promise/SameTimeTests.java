package dev.latchkey.promise;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import dev.latchkey.contract.Contract;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Repetitions;
import dev.latchkey.harness.RunsIn;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No client can tell by the time of a refusal whether there is such an account. What is
 * compared takes turns, so that a busy machine slows all of it down alike; and as it can
 * still get in between, more is measured where that was not enough. That a difference
 * would be seen is tested as well.
 */
class SameTimeTests {

	private static final double TOLERANCE = 0.05;

	private static final int SERIES = Repetitions.of(12, 24);

	private static final int ROUNDS = Repetitions.of(40, 20);

	private enum Reason {

		WRONG, UNKNOWN, DISABLED, IMPOSSIBLE

	}

	abstract static class SameTime extends Contract {

		@Test
		void refusesForAnyReasonInTheSameTime() {
			Times times = new Times(people());
			List<Double> spreads = new ArrayList<>();
			while (spreads.size() < SERIES && (spreads.isEmpty() || spreads.get(spreads.size() - 1) > TOLERANCE)) {
				times.measure(0);
				spreads.add(times.spread());
			}
			System.out.println("Medians of refused logins in " + this.latchkey.mode() + " mode: " + times.medians()
					+ " ns, they differ by " + spreads);
			assertThat(spreads.get(spreads.size() - 1)).as("medians within 5 %%, at last: %s", spreads)
				.isLessThanOrEqualTo(TOLERANCE);
		}

		@Test
		void wouldSeeADifference() {
			Times times = new Times(people());
			for (int i = 0; i < 3; i++) {
				times.measure(0.2);
				assertThat(times.spread()).as("a fifth longer").isGreaterThan(TOLERANCE);
			}
		}

		private Map<Reason, Person> people() {
			Person disabled = someone();
			admin().patch("/api/admin/users/" + disabled.username(), Map.of("status", "disabled")).expect(200);
			return Map.of(Reason.WRONG, someone().with("not-the-password"), Reason.UNKNOWN,
					new Person("nobody-has-it", "not-the-password"), Reason.DISABLED, disabled, Reason.IMPOSSIBLE,
					new Person("no account's name", "not-the-password"));
		}

		private final class Times {

			private final Map<Reason, Person> people;

			private final Map<Reason, List<Long>> times = new EnumMap<>(Reason.class);

			private final Client client = client();

			Times(Map<Reason, Person> people) {
				this.people = people;
				people.values().forEach(this::time);
			}

			/**
			 * Measure one more series.
			 * @param more by how much to make one of them longer
			 */
			void measure(double more) {
				List<Reason> order = new ArrayList<>(List.of(Reason.values()));
				for (int i = 0; i < ROUNDS; i++) {
					Collections.shuffle(order);
					for (Reason reason : order) {
						long time = time(this.people.get(reason));
						if (reason == Reason.UNKNOWN && more > 0) {
							long start = System.nanoTime();
							LockSupport.parkNanos((long) (time * more));
							time += System.nanoTime() - start;
						}
						this.times.computeIfAbsent(reason, (any) -> new ArrayList<>()).add(time);
					}
				}
			}

			Map<Reason, Long> medians() {
				Map<Reason, Long> medians = new EnumMap<>(Reason.class);
				this.times
					.forEach((reason, all) -> medians.put(reason, all.stream().sorted().toList().get(all.size() / 2)));
				return medians;
			}

			/**
			 * Return how far apart the medians are, as a share of the shortest.
			 */
			double spread() {
				Collection<Long> medians = medians().values();
				return (double) Collections.max(medians) / Collections.min(medians) - 1;
			}

			private long time(Person person) {
				long start = System.nanoTime();
				this.client.login(person).expect(401);
				return System.nanoTime() - start;
			}

		}

	}

	@Nested
	@Tag("full")
	@RunsIn(Latchkey.Mode.SESSION)
	class InSessionMode extends SameTime {

	}

	@Nested
	@RunsIn(Latchkey.Mode.JWT)
	class InJwtMode extends SameTime {

	}

}
