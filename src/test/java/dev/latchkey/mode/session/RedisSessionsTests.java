package dev.latchkey.mode.session;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.latchkey.revocation.EndReason;
import dev.latchkey.session.Session;
import org.assertj.core.data.TemporalUnitOffset;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.session.MapSession;

import static dev.latchkey.mode.session.RealRedis.key;
import static dev.latchkey.mode.session.RealRedis.tombstone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

class RedisSessionsTests extends WithRealRedis {

	// more than a batch, and no multiple of what a script takes
	private static final int MANY = 1_550;

	private static final Instant LATER = RealRedis.LOGIN.plus(Duration.ofMinutes(10));

	private static final Duration KEPT_LONGER = Duration.ofHours(1);

	// from one look at the clock to the next
	private static final TemporalUnitOffset A_BIT = within(30, ChronoUnit.SECONDS);

	@Test
	void findsWhatItHasSaved() {
		this.redis.save("one", 1);
		MapSession found = this.redis.sessions.findById("id-of-one-0");
		MapSession saved = RealRedis.session("one-0");
		assertThat(found.<Session>getAttribute(StoredSession.SESSION)).isEqualTo(RealRedis.opened("one-0"));
		assertThat(this.redis.find("one-0").handle()).isEqualTo("one-0");
		assertThat(found.getCreationTime()).isEqualTo(saved.getCreationTime());
		assertThat(found.getLastAccessedTime()).isEqualTo(saved.getLastAccessedTime());
		assertThat(found.getMaxInactiveInterval()).isEqualTo(saved.getMaxInactiveInterval());
		assertThat(this.redis.sessions.findById("id-of-two-0")).isNull();
		assertThat(this.redis.find("two-0")).isNull();
	}

	@Test
	void saysSoWhereOneOfItsTwoKeysCannotBeWritten() {
		this.redis.call("SET " + key("one-0") + " x");
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> this.redis.save("one", 1));
	}

	@Test
	void movesLastSeenForwardsAndTheEndWithIt() {
		this.redis.save("one", 1);
		touch(LATER, "one-0");
		assertThat(this.redis.lastSeen("one-0")).isEqualTo(LATER);
		assertThat(end("one-0")).isCloseTo(LATER.plus(RealRedis.IDLE).plus(KEPT_LONGER), A_BIT);
	}

	@Test
	void movesNothingBackwards() {
		this.redis.save("one", 1);
		touch(LATER, "one-0");
		Instant end = end("one-0");
		touch(LATER.minusSeconds(300), "one-0");
		assertThat(this.redis.lastSeen("one-0")).isEqualTo(LATER);
		assertThat(end("one-0")).isCloseTo(end, A_BIT);
	}

	@Test
	void bringsBackNothingThatWasDeleted() {
		this.redis.save("one", 2);
		this.redis.call("DEL " + key("one-0") + " " + key("one-1"));
		touch(LATER, "one-0", "one-1");
		this.redis.byHandle.writeTombstones(List.of("one-0", "one-1"), EndReason.LOGGED_OUT);
		assertThat(this.redis.call("EXISTS " + key("one-0") + " " + key("one-1"))).isEqualTo("0");
		assertThat(this.redis.call("EXISTS " + tombstone("one-0") + " " + tombstone("one-1"))).isEqualTo("0");
	}

	@Test
	void bringsBackNothingThatHasEnded() {
		this.redis.save("one", 1);
		this.redis.byHandle.writeTombstones(List.of("one-0"), EndReason.LOGGED_OUT);
		touch(LATER, "one-0");
		assertEnded("one-0", EndReason.LOGGED_OUT);
	}

	@Test
	void keepsTheReasonThatCameFirst() {
		this.redis.save("one", 1);
		this.redis.byHandle.writeTombstones(List.of("one-0"), EndReason.LOGGED_OUT);
		this.redis.byHandle.writeTombstones(List.of("one-0"), EndReason.FORCED_LOGOUT);
		assertEnded("one-0", EndReason.LOGGED_OUT);
	}

	@Test
	void letsATombstoneStandAsLongAsTheSessionWouldHave() {
		this.redis.save("one", 1);
		Instant end = end("one-0");
		this.redis.byHandle.writeTombstones(List.of("one-0"), EndReason.LOGGED_OUT);
		assertThat(endOfKey(tombstone("one-0"))).isCloseTo(end, A_BIT);
	}

	@Test
	void writesTombstonesHoweverManyThereAre() {
		List<String> there = this.redis.save("many", MANY);
		List<String> named = new ArrayList<>();
		there.forEach((handle) -> named.addAll(List.of("missing-" + handle, handle)));
		// known by its handle, but gone
		this.redis.call("DEL " + key("many-7"));
		this.redis.byHandle.writeTombstones(named, EndReason.FORCED_LOGOUT);
		assertThat(there).filteredOn((handle) -> !handle.equals("many-7"))
			.allSatisfy((handle) -> assertEnded(handle, EndReason.FORCED_LOGOUT));
		assertThat(this.redis.call("DBSIZE")).isEqualTo(String.valueOf(2 * MANY - 1));
	}

	@Test
	void touchesHoweverManyThereAre() {
		List<String> there = this.redis.save("many", MANY);
		touch(LATER, there.toArray(String[]::new));
		assertThat(there).allSatisfy((handle) -> assertThat(this.redis.lastSeen(handle)).isEqualTo(LATER));
	}

	@Test
	void leavesNobodyOutBecauseOfAKeyThatIsNotOurs() {
		this.redis.save("one", 5);
		this.redis.call("DEL " + key("one-0") + " " + key("one-1"));
		this.redis.call("SET " + key("one-0") + " x");
		this.redis.call("HSET " + key("one-1") + " creationTime x");
		this.redis.call("HSET " + key("one-2") + " lastAccessedTime x");
		this.redis.call("HSET " + key("one-3") + " maxInactiveInterval 1e300");
		this.redis.call("SET " + tombstone("one-3") + " x");
		touch(LATER, "one-0", "one-1", "one-2", "one-3", "one-4");
		assertThat(this.redis.lastSeen("one-4")).isEqualTo(LATER);
		this.redis.byHandle.writeTombstones(List.of("one-0", "one-1", "one-2", "one-3", "one-4"), EndReason.LOGGED_OUT);
		assertEnded("one-4", EndReason.LOGGED_OUT);
	}

	@Test
	void goesOnWhereRedisHasForgottenTheScripts() {
		this.redis.save("one", 3);
		touch(LATER, "one-0", "one-1");
		this.redis.byHandle.writeTombstones(List.of("one-0"), EndReason.LOGGED_OUT);
		this.redis.call("SCRIPT FLUSH");
		this.redis.save("two", 1);
		touch(LATER.plusSeconds(1), "one-1", "two-0");
		this.redis.byHandle.writeTombstones(List.of("one-2", "two-0"), EndReason.LOGGED_OUT);
		assertThat(this.redis.lastSeen("one-1")).isEqualTo(LATER.plusSeconds(1));
		assertEnded("one-2", EndReason.LOGGED_OUT);
		assertEnded("two-0", EndReason.LOGGED_OUT);
	}

	@Test
	void opensNoConnectionForMany() {
		List<String> handles = this.redis.save("many", 300);
		String before = connections();
		this.redis.byHandle.writeTombstones(handles, EndReason.FORCED_LOGOUT);
		assertThat(connections()).isEqualTo(before);
	}

	@Test
	void waitsNoLongerThanACommandMayTake() {
		List<String> handles = this.redis.save("many", 200);
		long failures = this.redis.breaker.getMetrics().getNumberOfFailedCalls();
		this.redis.server.pause();
		try {
			assertThatExceptionOfType(QueryTimeoutException.class)
				.isThrownBy(() -> this.redis.byHandle.writeTombstones(handles, EndReason.FORCED_LOGOUT));
			assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(() -> this.redis.save("one", 1));
		}
		finally {
			this.redis.server.resume();
		}
		assertThat(this.redis.breaker.getMetrics().getNumberOfFailedCalls()).isEqualTo(failures + 2);
	}

	private void touch(Instant seen, String... handles) {
		this.redis.byHandle
			.touch(List.of(handles).stream().collect(Collectors.toMap(Function.identity(), (handle) -> seen)));
	}

	private Instant end(String handle) {
		return endOfKey(key(handle));
	}

	private Instant endOfKey(String key) {
		return Instant.now().plusMillis(Long.parseLong(String.valueOf(this.redis.call("PTTL " + key))));
	}

	private void assertEnded(String handle, EndReason reason) {
		assertThat(this.redis.find(handle)).isEqualTo(new SessionTombstone(handle, reason));
		assertThat(this.redis.sessions.findById("id-of-" + handle)).isNull();
		assertThat(this.redis.call("EXISTS " + key(handle))).isEqualTo("0");
		assertThat(this.redis.call("HLEN " + tombstone(handle))).isEqualTo("3");
	}

	private String connections() {
		return String.valueOf(this.redis.call("INFO stats"))
			.lines()
			.filter((line) -> line.startsWith("total_connections_received:"))
			.findFirst()
			.orElseThrow();
	}

}
