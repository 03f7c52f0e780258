package dev.latchkey.promise;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.latchkey.contract.Contract;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Repetitions;
import dev.latchkey.harness.RunsIn;
import dev.latchkey.harness.TurnTimes;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No client can tell by the time of a refusal whether there is such an account. That a
 * difference would be seen is tested as well.
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
			TurnTimes<Reason> times = times();
			List<Double> spreads = times.measureUntilWithin(TOLERANCE, SERIES);
			System.out.println("Medians of refused logins in " + this.latchkey.mode() + " mode: " + times.medians()
					+ " ns, they differ by " + spreads);
			assertThat(spreads.get(spreads.size() - 1)).as("medians within 5 %%, at last: %s", spreads)
				.isLessThanOrEqualTo(TOLERANCE);
		}

		@Test
		void wouldSeeADifference() {
			TurnTimes<Reason> times = times();
			for (int i = 0; i < 3; i++) {
				times.measure(Map.of(Reason.UNKNOWN, 0.2));
				assertThat(times.spread()).as("a fifth longer").isGreaterThan(TOLERANCE);
			}
		}

		private TurnTimes<Reason> times() {
			Client client = client();
			Map<Reason, Runnable> logins = new EnumMap<>(Reason.class);
			people().forEach((reason, person) -> logins.put(reason, () -> client.login(person).expect(401)));
			return new TurnTimes<>(logins, ROUNDS);
		}

		private Map<Reason, Person> people() {
			Person disabled = someone();
			admin().patch("/api/admin/users/" + disabled.username(), Map.of("status", "disabled")).expect(200);
			return Map.of(Reason.WRONG, someone().with("not-the-password"), Reason.UNKNOWN,
					new Person("nobody-has-it", "not-the-password"), Reason.DISABLED, disabled, Reason.IMPOSSIBLE,
					new Person("no account's name", "not-the-password"));
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
