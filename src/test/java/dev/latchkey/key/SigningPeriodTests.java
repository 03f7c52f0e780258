package dev.latchkey.key;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SigningPeriodTests {

	static final SigningPeriod FIRST = new SigningPeriod(1, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH);

	private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

	@Test
	void neverBeginsBeforeItMay() {
		SigningPeriod period = new SigningPeriod(2, NOW, NOW.plusSeconds(300), NOW.plusSeconds(9000));
		assertThat(period.beginningSoon(NOW).signsFrom()).isEqualTo(NOW.plusSeconds(300));
		assertThat(period.beginningSoon(NOW.plusSeconds(301)).signsFrom()).isEqualTo(NOW.plusSeconds(301));
		assertThatIllegalArgumentException().isThrownBy(() -> period.beginningAt(NOW));
	}

	@Test
	void givesTheTurnToTheNewestWhoseTimeHasCome() {
		KeySchedule schedule = schedule(-9000, -10, 10);
		assertThat(schedule.current()).contains(schedule.keys().get(1));
		assertThat(schedule.next()).contains(schedule.keys().get(2));
	}

	@Test
	void givesTheTurnToTheOldestOfANodeWhoseClockIsAhead() {
		KeySchedule schedule = schedule(20, 9000);
		assertThat(schedule.current()).contains(schedule.keys().get(0));
	}

	@Test
	void givesTheTurnToNobodyWhereThereIsNoKey() {
		assertThat(schedule().current()).isEmpty();
	}

	@Test
	void keepsAKeyAsLongAsItsLastTokenMayLive() {
		long lives = Duration.ofHours(1).plusMinutes(5).toSeconds();
		assertThat(schedule(-9000, -lives + 1).retired()).isEmpty();
		KeySchedule later = schedule(-9000, -lives);
		assertThat(later.retired()).containsExactly(later.keys().get(0));
	}

	@Test
	void dropsAKeyThatWasSkipped() {
		KeySchedule schedule = schedule(-20_000, 500_000, -10_000);
		assertThat(schedule.current()).contains(schedule.keys().get(2));
		assertThat(schedule.retired()).containsExactly(schedule.keys().get(0), schedule.keys().get(1));
	}

	/**
	 * Return keys that begin so many seconds from now.
	 */
	private static KeySchedule schedule(long... begins) {
		int[] ordinal = new int[1];
		List<SigningKey> keys = Arrays.stream(begins)
			.mapToObj((seconds) -> new SigningPeriod(++ordinal[0], NOW.minusSeconds(100_000), NOW.minusSeconds(100_000),
					NOW.plusSeconds(seconds)))
			.map((period) -> SigningKey.generate(KeyPurpose.ACCESS, SigningAlgorithm.HS256, period))
			.toList();
		return new KeySchedule(keys, NOW);
	}

}
