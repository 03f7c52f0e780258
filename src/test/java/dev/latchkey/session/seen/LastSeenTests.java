package dev.latchkey.session.seen;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.latchkey.harness.MovableClock;
import dev.latchkey.harness.TestDatabase;
import dev.latchkey.revocation.LogNodes;
import dev.latchkey.session.SessionSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class LastSeenTests {

	private static final Duration IDLE = Duration.ofMinutes(30);

	private static final SessionSettings SETTINGS = new SessionSettings(IDLE, Duration.ofHours(12), Duration.ofDays(30),
			100, Duration.ofMinutes(10));

	private static final Duration BLUR = SETTINGS.writeBack().dividedBy(100);

	private static final Instant LOGIN = Instant.now().truncatedTo(ChronoUnit.SECONDS);

	@Parameter
	TestDatabase database;

	private final List<Map<String, Instant>> written = new ArrayList<>();

	private LogNodes nodes;

	private final MovableClock clock = MovableClock.stoppedAt(LOGIN);

	private LastSeen lastSeen;

	@BeforeEach
	void start() {
		this.nodes = LogNodes.on(this.database);
		this.nodes.account("alice");
		this.nodes.jdbc
			.sql("""
					insert into user_session (handle, account_id, epoch, mode, transport, remembered, started_at, last_seen_at,
						idle_expires_at, expires_at, address, user_agent, refresh_generation, confirmed_generation)
					values ('h', 'alice', 0, 'test', 'COOKIE', false, :login, :login, :idle, :end, '', '', 5, 0)
					""")
			.param("login", LOGIN.atOffset(ZoneOffset.UTC))
			.param("idle", LOGIN.plus(IDLE).atOffset(ZoneOffset.UTC))
			.param("end", LOGIN.plus(Duration.ofHours(12)).atOffset(ZoneOffset.UTC))
			.update();
		LogNodes.Node node = this.nodes.node();
		this.lastSeen = new LastSeen(new LastSeenRows(new JdbcTemplate(node.database), node.transaction, SETTINGS),
				(event) -> this.written.add(((SessionsSeen) event).lastSeen()), SETTINGS, this.clock);
	}

	@Test
	void writesABusySessionOnceAnInterval() {
		for (int i = 0; i < 100; i++) {
			note(LOGIN.plusSeconds(i), 0);
		}
		assertThat(seenAt()).isEqualTo(LOGIN);
		this.lastSeen.run();
		this.lastSeen.run();
		assertThat(this.written).containsExactly(Map.of("h", LOGIN.plusSeconds(99)));
		assertThat(seenAt()).isEqualTo(LOGIN.plusSeconds(99));
		assertThat(time("idle_expires_at")).isEqualTo(LOGIN.plusSeconds(99).plus(IDLE));
	}

	@Test
	void notesABusyCredentialNowAndThen() {
		CredentialUse use = new CredentialUse("h", 0);
		this.lastSeen.note(use);
		this.clock.advance(BLUR.minusMillis(1));
		this.lastSeen.note(use);
		this.lastSeen.run();
		this.clock.advance(Duration.ofMillis(1));
		this.lastSeen.note(use);
		this.lastSeen.run();
		assertThat(this.written).containsExactly(Map.of("h", LOGIN), Map.of("h", LOGIN.plus(BLUR)));
	}

	@Test
	void notesOnWhereTheClockWasSetBack() {
		CredentialUse use = new CredentialUse("h", 0);
		this.clock.advance(Duration.ofHours(1));
		this.lastSeen.note(use);
		this.lastSeen.run();
		this.clock.advance(Duration.ofMinutes(-50));
		this.lastSeen.note(use);
		this.lastSeen.run();
		assertThat(this.written).containsExactly(Map.of("h", LOGIN.plus(Duration.ofHours(1))),
				Map.of("h", LOGIN.plus(Duration.ofMinutes(10))));
		assertThat(seenAt()).isEqualTo(LOGIN.plus(Duration.ofHours(1)));
	}

	@Test
	void movesNothingBackwards() {
		note(LOGIN.plusSeconds(60), 3);
		this.lastSeen.run();
		note(LOGIN.plusSeconds(30), 2);
		this.lastSeen.run();
		assertThat(seenAt()).isEqualTo(LOGIN.plusSeconds(60));
		assertThat(time("idle_expires_at")).isEqualTo(LOGIN.plusSeconds(60).plus(IDLE));
		assertThat(generation()).isEqualTo(3);
	}

	@Test
	void movesEachOfTheTwoOnItsOwn() {
		note(LOGIN.plusSeconds(60), 2);
		this.lastSeen.run();
		note(LOGIN.plusSeconds(30), 3);
		this.lastSeen.run();
		assertThat(seenAt()).isEqualTo(LOGIN.plusSeconds(60));
		assertThat(generation()).isEqualTo(3);
		note(LOGIN.plusSeconds(90), 2);
		this.lastSeen.run();
		assertThat(seenAt()).isEqualTo(LOGIN.plusSeconds(90));
		assertThat(generation()).isEqualTo(3);
	}

	@Test
	void keepsTheNewestOfAnInterval() {
		note(LOGIN.plusSeconds(60), 2);
		note(LOGIN.plusSeconds(30), 3);
		this.lastSeen.run();
		assertThat(seenAt()).isEqualTo(LOGIN.plusSeconds(60));
		assertThat(generation()).isEqualTo(3);
	}

	@Test
	void leavesWhatHasEnded() {
		this.nodes.jdbc.sql("update user_session set ended_at = current_timestamp, end_reason = 'LOGGED_OUT'").update();
		note(LOGIN.plusSeconds(60), 1);
		this.lastSeen.run();
		assertThat(seenAt()).isEqualTo(LOGIN);
	}

	private void note(Instant at, long generation) {
		this.clock.advance(Duration.between(this.clock.instant(), at));
		this.lastSeen.note(new CredentialUse("h", generation));
	}

	private Instant seenAt() {
		return time("last_seen_at");
	}

	private Instant time(String column) {
		return this.nodes.jdbc.sql("select " + column + " from user_session")
			.query(OffsetDateTime.class)
			.single()
			.toInstant();
	}

	private long generation() {
		return this.nodes.jdbc.sql("select confirmed_generation from user_session").query(Long.class).single();
	}

}
