package dev.latchkey.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import dev.latchkey.account.username.Username;
import dev.latchkey.harness.Repetitions;
import dev.latchkey.harness.TestDatabase;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.revocation.EndingCrowd;
import dev.latchkey.revocation.LogNodes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Endings of single sessions that become one cutoff in a node's view. Another node
 * gathers none, and tells what has ended and what has not.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class GatheredEndingsTests {

	private static final int MOST = 4;

	private static final int MOST_HELD_UP = 12;

	/** Ids, which are 16 bytes each. */
	private static final List<String> ACCOUNTS = IntStream.range(0, 3)
		.mapToObj((i) -> String.format(Locale.ROOT, "account-%013dg", i))
		.toList();

	private static final EndingCrowd LOGGED_OUT = new EndingCrowd(ACCOUNTS.get(0), EndReason.LOGGED_OUT);

	private static final int STEPS = Repetitions.of(2_000, 400);

	@Parameter
	TestDatabase database;

	private LogNodes nodes;

	private SessionNode node;

	private SessionNode plain;

	private GatheredEndings gathered;

	private final List<Session> sessions = new ArrayList<>();

	@BeforeEach
	void start() {
		this.nodes = LogNodes.on(this.database);
		this.nodes.wire.deliverBy(Runnable::run);
		ACCOUNTS.forEach(this.nodes::account);
		this.node = started();
		this.plain = started();
		this.gathered = gatheredBy(this.node);
	}

	private SessionNode started() {
		SessionNode started = new SessionNode(this.nodes, this.nodes.node());
		started.node.start();
		return started;
	}

	private GatheredEndings gatheredBy(SessionNode by) {
		UserSessions rows = new UserSessions(by.node.jdbc, this.nodes.clock);
		return new GatheredEndings(by.node.view, by.node.revocations, rows, by.endings, MOST, MOST_HELD_UP);
	}

	private Session open(String account) {
		Session opened = this.node.logIn(account);
		this.sessions.add(opened);
		return opened;
	}

	private void logOut(Session session) {
		this.plain.endings.endSession(session.handle(), EndReason.LOGGED_OUT, TestAuthority.ALICE);
	}

	private void signInAndOut(String account, int times) {
		for (int i = 0; i < times; i++) {
			logOut(open(account));
		}
	}

	private List<Session> openOneAfterAnother(int number) {
		return IntStream.range(0, number).mapToObj((i) -> {
			this.nodes.clock.advance(Duration.ofSeconds(1));
			return open(ACCOUNTS.get(0));
		}).toList();
	}

	private void gather() {
		for (int i = 0; i <= GatheredEndings.RUNS; i++) {
			this.gathered.run();
		}
	}

	private void agrees() {
		this.node.node.pull();
		this.plain.node.pull();
		assertThat(this.sessions).allSatisfy((session) -> assertThat(this.node.accepts(session))
			.as("a session of %s with epoch %d", session.accountId(), session.epoch())
			.isEqualTo(this.plain.accepts(session)));
	}

	@Test
	void becomeOneCutoffThatEndsTheSameSessions() {
		Session other = open(ACCOUNTS.get(1));
		signInAndOut(ACCOUNTS.get(0), 50);
		Session live = open(ACCOUNTS.get(0));
		gather();
		agrees();
		// a pull reads the last row again
		assertThat(this.node.node.view.crowds(1)).isEmpty();
		assertThat(this.plain.node.view.crowds(49)).containsExactly(LOGGED_OUT);
		assertThat(this.node.endOf(this.sessions.get(1))).isEqualTo(EndReason.LOGGED_OUT);
		assertThat(this.node.accepts(live) && this.node.accepts(other)).isTrue();
		logOut(live);
		agrees();
		assertThat(this.node.accepts(live)).isFalse();
	}

	@Test
	void stayAsTheyAreWhereTheyAreFew() {
		signInAndOut(ACCOUNTS.get(0), MOST);
		gather();
		assertThat(this.node.node.view.crowds(MOST - 1)).containsExactly(LOGGED_OUT);
	}

	@Test
	void waitForALiveSessionUntilItHoldsUpTooMany() {
		Session old = open(ACCOUNTS.get(0));
		signInAndOut(ACCOUNTS.get(0), MOST_HELD_UP);
		gather();
		agrees();
		assertThat(this.node.node.view.crowds(MOST_HELD_UP - 1)).containsExactly(LOGGED_OUT);
		assertThat(this.node.accepts(old)).isTrue();
		signInAndOut(ACCOUNTS.get(0), 1);
		Session young = open(ACCOUNTS.get(0));
		gather();
		agrees();
		assertThat(this.node.endOf(old)).isEqualTo(EndReason.SESSION_LIMIT);
		assertThat(this.node.accepts(young)).isTrue();
		gather();
		agrees();
		assertThat(this.node.node.view.crowds(MOST)).isEmpty();
	}

	@Test
	void endNoLiveSessionThatHoldsUpFew() {
		Session old = open(ACCOUNTS.get(0));
		signInAndOut(ACCOUNTS.get(0), MOST_HELD_UP + 1);
		Session young = open(ACCOUNTS.get(0));
		signInAndOut(ACCOUNTS.get(1), 1);
		gather();
		agrees();
		assertThat(this.node.endOf(old)).isEqualTo(EndReason.SESSION_LIMIT);
		assertThat(this.node.accepts(young)).isTrue();
	}

	@Test
	void keepTheirReasons() {
		Session forced = open(ACCOUNTS.get(0));
		this.plain.endings.endSession(forced.handle(), EndReason.FORCED_LOGOUT, TestAuthority.ADMIN);
		Session limited = open(ACCOUNTS.get(0));
		List<Session> later = openOneAfterAnother(SessionNode.LIMIT);
		assertThat(this.node.accepts(limited)).isFalse();
		later.forEach(this::logOut);
		signInAndOut(ACCOUNTS.get(0), 50);
		gather();
		agrees();
		assertThat(this.node.endOf(forced)).isEqualTo(EndReason.FORCED_LOGOUT);
		assertThat(this.node.endOf(limited)).isEqualTo(EndReason.SESSION_LIMIT);
	}

	@Test
	void haveTheReasonOfTheLimitWhereThatEndedThem() {
		openOneAfterAnother(50);
		gather();
		agrees();
		assertThat(this.node.node.view.crowds(MOST)).isEmpty();
		assertThat(this.node.endOf(this.sessions.get(0))).isEqualTo(EndReason.SESSION_LIMIT);
	}

	@Test
	void stayAsTheyAreWhereAnAdministratorEndedThem() {
		for (int i = 0; i < 50; i++) {
			Session forced = open(ACCOUNTS.get(0));
			this.plain.endings.endSession(forced.handle(), EndReason.FORCED_LOGOUT, TestAuthority.ADMIN);
		}
		gather();
		agrees();
		assertThat(this.sessions).extracting(this.node::endOf).containsOnly(EndReason.FORCED_LOGOUT);
	}

	@Test
	void doNotMakeTheViewForgetWhyAllSessionsEnded() {
		Session forced = open(ACCOUNTS.get(0));
		this.plain.endings.endAllOf(ACCOUNTS.get(0), EndReason.FORCED_LOGOUT, TestAuthority.ADMIN);
		for (int i = 0; i < 20; i++) {
			if (i % 5 == 0) {
				this.plain.endings.endAllOf(ACCOUNTS.get(0), EndReason.PASSWORD_CHANGED, TestAuthority.ALICE);
			}
			signInAndOut(ACCOUNTS.get(0), MOST + 1);
			gather();
		}
		agrees();
		assertThat(this.node.endOf(forced)).isEqualTo(EndReason.FORCED_LOGOUT);
		assertThat(this.node.endOf(this.sessions.get(1))).isEqualTo(EndReason.LOGGED_OUT);
	}

	@Test
	void letALoginThroughThatBeganBefore() {
		LoginCandidate candidate = this.node.candidates.byUsername(Username.of(ACCOUNTS.get(0)));
		signInAndOut(ACCOUNTS.get(0), MOST_HELD_UP);
		for (int i = 0; i < GatheredEndings.RUNS; i++) {
			this.gathered.run();
		}
		this.sessions.add(this.node.open(candidate));
		gather();
		agrees();
		assertThat(this.node.accepts(this.sessions.get(this.sessions.size() - 1))).isTrue();
	}

	@Test
	void areGatheredByANodeThatStartsToo() {
		signInAndOut(ACCOUNTS.get(0), 50);
		Session live = open(ACCOUNTS.get(0));
		SessionNode late = started();
		GatheredEndings byLate = gatheredBy(late);
		for (int i = 0; i <= GatheredEndings.RUNS; i++) {
			byLate.run();
		}
		assertThat(late.node.view.crowds(0)).isEmpty();
		assertThat(this.sessions).filteredOn(late::accepts).containsExactly(live);
	}

	@Test
	void goWhenNothingThatTheyEndCanBeAlive() {
		signInAndOut(ACCOUNTS.get(0), 50);
		gather();
		this.nodes.clock.advance(Duration.ofHours(12).plusMinutes(59));
		this.node.node.purge();
		agrees();
		this.nodes.clock.advance(Duration.ofMinutes(2));
		this.node.node.purge();
		this.plain.node.purge();
		agrees();
		assertThat(this.node.accepts(this.sessions.get(0))).as("its own times are over").isTrue();
	}

	@Test
	void endAndSpareTheSameSessionsWhateverHappens() {
		Random random = new Random(STEPS);
		Map<LoginCandidate, Integer> underWay = new HashMap<>();
		for (int step = 0; step < STEPS; step++) {
			String account = ACCOUNTS.get(random.nextInt(ACCOUNTS.size()));
			List<Session> live = this.sessions.stream().filter(this.plain::accepts).toList();
			switch (random.nextInt(20)) {
				case 0 -> this.plain.endings.endAllOf(account, EndReason.FORCED_LOGOUT, TestAuthority.ADMIN);
				case 1 -> {
					if (random.nextInt(10) == 0) {
						this.plain.endings.endEverySession(TestAuthority.ADMIN);
					}
				}
				case 2 -> {
					this.gathered.run();
					// as long as a login may take
					underWay.replaceAll((candidate, runs) -> runs + 1);
					underWay.values().removeIf((runs) -> runs > GatheredEndings.RUNS - 1);
				}
				case 3 -> underWay.put(this.plain.candidates.byUsername(Username.of(account)), 0);
				case 4 -> underWay.keySet().stream().findAny().ifPresent((candidate) -> {
					underWay.remove(candidate);
					try {
						this.sessions.add(this.plain.open(candidate));
					}
					catch (LoginRefusedException ex) {
						// an ending overtook it
					}
				});
				case 5 -> this.nodes.clock.advance(Duration.ofMinutes(random.nextInt(40) - 20L));
				case 6, 7, 8, 9, 10, 11, 12 -> open(account);
				default -> {
					if (!live.isEmpty()) {
						logOut(live.get(random.nextInt(live.size())));
					}
				}
			}
			agrees();
		}
	}

}
