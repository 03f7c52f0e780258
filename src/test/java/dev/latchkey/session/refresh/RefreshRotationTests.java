package dev.latchkey.session.refresh;

import java.time.Instant;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RefreshRotationTests {

	private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	@ParameterizedTest(name = "{0}")
	@CsvSource(nullValues = "-", delimiter = '|', textBlock = """
			the first refresh after a login              | 0 | 0 | -    | 0 | -    | 1
			a login is not a rotation, even a moment ago | 0 | 0 | -    | 0 | -    | 1
			the newest one, when its time has come       | 5 | 5 | 300  | 5 | 299  | 6
			the newest one, which was never seen in use  | 5 | 5 | 300  | 4 | 299  | 6
			the newest one, just handed out              | 5 | 5 | 3    | 4 | 299  | 5
			the newest one, at the end of the grace      | 5 | 5 | 10   | 4 | 299  | 5
			the newest one, after the grace              | 5 | 5 | 11   | 4 | 299  | 6
			the parent of one just handed out            | 4 | 5 | 3    | 4 | 299  | 5
			the parent, an hour later, child never seen  | 4 | 5 | 3600 | 4 | 7200 | 5
			the parent, child and parent never seen      | 4 | 5 | 3600 | 2 | 7200 | 5
			the login's, an hour later, child never seen | 0 | 1 | 3600 | 0 | -    | 1
			the parent, child seen a moment ago          | 4 | 5 | 20   | 5 | 3    | 5
			the parent, child seen at the grace's end    | 4 | 5 | 20   | 5 | 10   | 5
			the parent, child seen before the grace      | 4 | 5 | 20   | 5 | 11   | -
			the parent, child just handed out and seen   | 4 | 5 | 11   | 5 | 11   | -
			the grandparent, whatever was seen           | 3 | 5 | 3    | 3 | 299  | -
			the grandparent, child seen a moment ago     | 3 | 5 | 3    | 5 | 3    | -
			one that was never handed out                | 6 | 5 | 300  | 5 | 299  | -
			one that was never handed out, within grace  | 6 | 5 | 3    | 4 | 299  | -
			one before the login                         | -1 | 0 | -   | 0 | -    | -
			""")
	void followsTheRule(String what, long presented, long current, @Nullable Long rotated, long confirmed,
			@Nullable Long seen, @Nullable Long next) {
		RefreshState known = new RefreshState(current, ago(rotated), confirmed, ago(seen), NOW);
		OptionalLong expected = (next != null) ? OptionalLong.of(next) : OptionalLong.empty();
		assertThat(RefreshRotation.successor(presented, known)).as(what).isEqualTo(expected);
	}

	private static @Nullable Instant ago(@Nullable Long seconds) {
		return (seconds != null) ? NOW.minusSeconds(seconds) : null;
	}

}
