package dev.latchkey.mode.jwt;

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
		SigningPeriod term = new SigningPeriod(2, NOW, NOW.plusSeconds(300), NOW.plusSeconds(9000));
		assertThat(term.now(NOW).signsFrom()).isEqualTo(NOW.plusSeconds(300));
		assertThat(term.now(NOW.plusSeconds(301)).signsFrom()).isEqualTo(NOW.plusSeconds(301));
		assertThatIllegalArgumentException().isThrownBy(() -> term.from(NOW));
	}

	@Test
	void givesTheTurnToTheNewestWhoseTimeHasCome() {
		KeySchedule rota = rota(-9000, -10, 10);
		assertThat(rota.current()).contains(rota.keys().get(1));
		assertThat(rota.next()).contains(rota.keys().get(2));
	}

	@Test
	void givesTheTurnToTheOldestOfANodeWhoseClockIsAhead() {
		KeySchedule rota = rota(20, 9000);
		assertThat(rota.current()).contains(rota.keys().get(0));
	}

	@Test
	void givesTheTurnToNobodyWhereThereIsNoKey() {
		assertThat(rota().current()).isEmpty();
	}

	@Test
	void keepsAKeyAsLongAsItsLastTokenMayLive() {
		long lives = Duration.ofHours(1).plusMinutes(5).toSeconds();
		assertThat(rota(-9000, -lives + 1).dead()).isEmpty();
		KeySchedule later = rota(-9000, -lives);
		assertThat(later.dead()).containsExactly(later.keys().get(0));
	}

	@Test
	void dropsAKeyThatWasSkipped() {
		KeySchedule rota = rota(-20_000, 500_000, -10_000);
		assertThat(rota.current()).contains(rota.keys().get(2));
		assertThat(rota.dead()).containsExactly(rota.keys().get(0), rota.keys().get(1));
	}

	/**
	 * Return keys that begin so many seconds from now.
	 */
	private static KeySchedule rota(long... begins) {
		int[] ordinal = new int[1];
		List<SigningKey> keys = Arrays.stream(begins)
			.mapToObj((seconds) -> new SigningPeriod(++ordinal[0], NOW.minusSeconds(100_000), NOW.minusSeconds(100_000),
					NOW.plusSeconds(seconds)))
			.map((term) -> SigningKey.generate(SigningAlgorithm.HS256, term))
			.toList();
		return new KeySchedule(keys, NOW);
	}

}
