package dev.latchkey.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import dev.latchkey.application.Application;
import dev.latchkey.application.TestApplications;
import dev.latchkey.datastore.TimeColumns;
import dev.latchkey.harness.TestDatabase;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.revocation.LogNodes;
import dev.latchkey.revocation.Revocation;
import dev.latchkey.session.ChangeAuthority;
import dev.latchkey.session.ChangeRights;
import dev.latchkey.session.EndResult;
import dev.latchkey.session.EndingNotices;
import dev.latchkey.session.Session;
import dev.latchkey.session.TestAuthority;
import dev.latchkey.session.ToldApplications;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

@ParameterizedClass
@EnumSource
class LogoutNoticesTests {

	private static final Duration LONG_AGO = Duration.ofMinutes(1);

	private static final JsonMapper JSON = JsonMapper.shared();

	private final LogNodes nodes;

	private final NoticeNode here;

	private final NoticeNode there;

	LogoutNoticesTests(TestDatabase database) {
		this.nodes = LogNodes.on(database);
		List.of("logout_notice", "logout_sweep", "application_grant", "application")
			.forEach((table) -> this.nodes.jdbc.sql("delete from " + table).update());
		this.here = NoticeNode.on(this.nodes);
		this.there = NoticeNode.besides(this.nodes);
	}

	@BeforeEach
	void addAccounts() {
		this.nodes.account("alice");
		this.nodes.account("bob");
	}

	@AfterEach
	void close() {
		this.here.close();
		this.there.close();
	}

	@Test
	void tellEachApplicationOfASessionBeforeTheAnswer() {
		try (Receiver wiki = Receiver.answering(200); Receiver board = Receiver.answering(204)) {
			Session session = this.here.login("alice");
			Session other = this.here.login("bob");
			Application first = register("wiki", wiki.uri());
			this.here.grant(session, first, LONG_AGO);
			this.here.grant(session, first, LONG_AGO);
			this.here.grant(session, register("board", board.uri()), LONG_AGO);
			this.here.grant(other, first, LONG_AGO);
			assertThat(end(session).applications()).isEqualTo(new ToldApplications(2, 0));
			assertThat(wiki.tokens()).hasSize(1);
			assertThat(board.tokens()).hasSize(1);
			assertThat(waiting()).isZero();
			JsonNode claims = JSON.readTree(NoticeNode.payload(wiki.tokens().get(0)));
			assertThat(claims.propertyNames()).containsExactlyInAnyOrder("iss", "sub", "aud", "iat", "exp", "jti",
					"sid", "events");
			assertThat(claims.get("iss").stringValue()).isEqualTo(NoticeNode.ISSUER);
			assertThat(claims.get("sub").stringValue()).isEqualTo("alice");
			assertThat(claims.get("aud").stringValue()).isEqualTo("wiki");
			assertThat(claims.get("sid").stringValue()).isEqualTo(session.handle());
			assertThat(claims.get("exp").longValue() - claims.get("iat").longValue()).isEqualTo(120);
			assertThat(claims.get("events").toString())
				.isEqualTo("{\"http://schemas.openid.net/event/backchannel-logout\":{}}");
			JsonNode header = JSON.readTree(NoticeNode.header(wiki.tokens().get(0)));
			assertThat(header.get("typ").stringValue()).isEqualTo("logout+jwt");
		}
	}

	@Test
	void tellNoApplicationThatHasNothingOfTheSession() {
		try (Receiver wiki = Receiver.answering(200)) {
			Session session = this.here.login("alice");
			Application application = register("wiki", wiki.uri());
			String unredeemed = this.here.grant(session, application, LONG_AGO);
			this.nodes.jdbc.sql("update application_grant set redeemed_at = null where id = ?")
				.param(unredeemed)
				.update();
			this.here.grant(session, register("mute", null), LONG_AGO);
			assertThat(end(session).applications()).isEqualTo(ToldApplications.NONE);
			assertThat(wiki.tokens()).isEmpty();
			assertThat(waiting()).isZero();
		}
	}

	@Test
	void tellAnApplicationWhoseGrantEndedByItself() {
		try (Receiver wiki = Receiver.answering(200)) {
			Session session = this.here.login("alice");
			String grant = this.here.grant(session, register("wiki", wiki.uri()), LONG_AGO);
			this.nodes.jdbc.sql("update application_grant set ended_at = created_at where id = ?")
				.param(grant)
				.update();
			assertThat(end(session).applications()).isEqualTo(new ToldApplications(1, 0));
		}
	}

	@Test
	void tellNothingWhereTheEndingIsUndone() {
		try (Receiver wiki = Receiver.answering(200)) {
			Session session = this.here.login("alice");
			this.here.grant(session, register("wiki", wiki.uri()), LONG_AGO);
			assertThatExceptionOfType(IllegalStateException.class).isThrownBy(
					() -> this.here.sessions.endings.endSession(session.handle(), EndReason.FORCED_LOGOUT, new Gone()));
			this.there.dispatch.run();
			assertThat(waiting()).isZero();
			assertThat(wiki.tokens()).isEmpty();
			assertThat(this.here.sessions.accepts(session)).isTrue();
		}
	}

	@Test
	void countWhatHangsAsPendingAndTellItLater() {
		CountDownLatch mended = new CountDownLatch(1);
		try (Receiver hanging = Receiver.that((exchange) -> {
			awaitQuietly(mended);
			exchange.sendResponseHeaders(200, -1);
		}); Receiver board = Receiver.answering(200)) {
			Session session = this.here.login("alice");
			this.here.grant(session, register("wiki", hanging.uri()), LONG_AGO);
			this.here.grant(session, register("board", board.uri()), LONG_AGO);
			assertThat(end(session).applications()).isEqualTo(new ToldApplications(1, 1));
			mended.countDown();
			untilAllAreTold(this.here);
			assertThat(sessionsTold(hanging)).containsExactly(session.handle());
		}
	}

	@Test
	void areNotHeldUpByAnApplicationThatHangs() {
		CountDownLatch never = new CountDownLatch(1);
		try (Receiver hanging = Receiver.that((exchange) -> awaitQuietly(never));
				Receiver board = Receiver.answering(200)) {
			Application hangs = register("wiki", hanging.uri());
			Application answers = register("board", board.uri());
			List<Session> sessions = IntStream.range(0, 40).mapToObj((i) -> this.here.login("alice")).toList();
			sessions.forEach((session) -> this.here.grant(session, hangs, LONG_AGO));
			sessions.forEach((session) -> this.here.grant(session, answers, LONG_AGO));
			this.here.sessions.endings.endAllOf("alice", EndReason.FORCED_LOGOUT, TestAuthority.ADMIN);
			await().untilAsserted(() -> {
				this.here.dispatch.run();
				assertThat(sessionsTold(board)).hasSize(40);
			});
			assertThat(hanging.tokens()).hasSizeLessThan(40);
			never.countDown();
		}
	}

	@Test
	void areSentAgainByAnyNodeWithANewToken() {
		try (Receiver wiki = Receiver.answering(500)) {
			Session session = this.here.login("alice");
			this.here.grant(session, register("wiki", wiki.uri()), LONG_AGO);
			assertThat(end(session).applications()).isEqualTo(new ToldApplications(0, 1));
			wiki.behave(Receiver.status(200));
			untilAllAreTold(this.there);
			assertThat(wiki.tokens()).hasSizeGreaterThanOrEqualTo(2).doesNotHaveDuplicates();
			assertThat(sessionsTold(wiki)).containsExactly(session.handle());
		}
	}

	@Test
	void areSentByAnotherNodeWhereTheirOwnFailsAfterTheCommit() {
		try (Receiver wiki = Receiver.answering(200); NoticeNode failing = NoticeNode.failingAfterCommit(this.nodes)) {
			Session session = failing.login("alice");
			failing.grant(session, register("wiki", wiki.uri()), LONG_AGO);
			assertThat(failing.sessions.endings.signOut(session.handle()).applications())
				.isEqualTo(new ToldApplications(0, 1));
			assertThat(wiki.tokens()).isEmpty();
			this.nodes.clock.advance(LogoutNotices.LEASE);
			untilAllAreTold(this.there);
			assertThat(sessionsTold(wiki)).containsExactly(session.handle());
		}
	}

	@Test
	void areSentByOneOfManyNodes() throws Exception {
		try (Receiver wiki = Receiver.answering(200); NoticeNode failing = NoticeNode.failingAfterCommit(this.nodes)) {
			Session session = failing.login("alice");
			failing.grant(session, register("wiki", wiki.uri()), LONG_AGO);
			failing.sessions.endings.signOut(session.handle());
			this.nodes.clock.advance(LogoutNotices.LEASE);
			ExecutorService threads = Executors.newFixedThreadPool(8);
			CyclicBarrier start = new CyclicBarrier(8);
			List<Future<?>> looks = IntStream.range(0, 8).<Future<?>>mapToObj((i) -> threads.submit(() -> {
				start.await();
				((i % 2 == 0) ? this.here : this.there).dispatch.run();
				return null;
			})).toList();
			for (Future<?> look : looks) {
				look.get();
			}
			threads.shutdownNow();
			untilAllAreTold(this.here);
			assertThat(wiki.tokens()).hasSize(1);
		}
	}

	@Test
	void areSentOnceMoreWhereTheApplicationMayHaveHeardTooEarly() {
		try (Receiver wiki = Receiver.answering(200)) {
			Session session = this.here.login("alice");
			this.here.grant(session, register("wiki", wiki.uri()), Duration.ofSeconds(3));
			assertThat(end(session).applications()).isEqualTo(new ToldApplications(1, 0));
			assertThat(wiki.tokens()).hasSize(1);
			this.there.dispatch.run();
			assertThat(waiting()).isOne();
			this.nodes.clock.advance(NoticeWriter.FRESH);
			untilAllAreTold(this.there);
			assertThat(wiki.tokens()).hasSize(2);
		}
	}

	@Test
	void areGivenUpAfterADayWithAnEvent() {
		try (Receiver wiki = Receiver.answering(404)) {
			Session session = this.here.login("alice");
			this.here.grant(session, register("wiki", wiki.uri()), LONG_AGO);
			end(session);
			this.nodes.clock.advance(NoticeWriter.KEPT);
			this.there.dispatch.run();
			await().until(() -> waiting() == 0);
			assertThat(this.there.events)
				.containsExactly(new LogoutNoticeGivenUp("wiki", session.accountId(), session.handle()));
		}
	}

	@Test
	void goWithTheApplication() {
		try (Receiver wiki = Receiver.answering(500)) {
			Session session = this.here.login("alice");
			Application application = register("wiki", wiki.uri());
			this.here.grant(session, application, LONG_AGO);
			end(session);
			wiki.behave(Receiver.status(200));
			int before = wiki.tokens().size();
			TestApplications.delete(this.nodes.jdbc, application);
			refresh();
			this.there.dispatch.run();
			this.there.purge.run();
			assertThat(waiting()).isZero();
			assertThat(wiki.tokens()).hasSize(before);
		}
	}

	@Test
	void areSentAgainWhereTheDatabaseFailsBeforeTheyAreStruckOff() {
		try (Receiver wiki = Receiver.answering(200)) {
			Session session = this.here.login("alice");
			this.here.grant(session, register("wiki", wiki.uri()), LONG_AGO);
			this.here.log.database.before("delete from logout_notice", () -> {
				throw new IllegalStateException("the database is away");
			});
			assertThat(end(session).nodes().applied()).isOne();
			this.here.log.database.forgetSteps();
			assertThat(waiting()).isOne();
			this.nodes.clock.advance(LogoutNotices.LEASE);
			untilAllAreTold(this.there);
			assertThat(sessionsTold(wiki)).containsExactly(session.handle());
		}
	}

	@Test
	void followInStepsWhereEverybodyIsSignedOut() {
		try (Receiver wiki = Receiver.answering(200)) {
			Application application = register("wiki", wiki.uri());
			Set<String> handles = new TreeSet<>();
			for (int i = 0; i < 210; i++) {
				Session session = this.here.login((i % 2 == 0) ? "alice" : "bob");
				this.here.grant(session, application, LONG_AGO);
				handles.add(session.handle());
			}
			Session before = this.here.login("alice");
			this.here.grant(before, application, LONG_AGO);
			end(before);
			wiki.tokens().clear();
			EndResult ending = this.here.sessions.endings.endEverySession(TestAuthority.ADMIN);
			assertThat(ending.applications()).isEqualTo(new ToldApplications(0, 1));
			Session after = this.here.login("alice");
			this.here.grant(after, application, Duration.ZERO);
			untilAllAreTold(this.there);
			assertThat(sessionsTold(wiki)).isEqualTo(handles);
		}
	}

	@Test
	void goByTheNewestGrantOfASession() {
		Instant now = this.nodes.clock.instant();
		NoticeRecipient old = new NoticeRecipient("wiki", "session", "alice", now.minus(LONG_AGO));
		NoticeRecipient fresh = new NoticeRecipient("wiki", "session", "alice", now);
		assertThat(SweptGrants.recipients(List.of(new SweptGrants.Found("a", old), new SweptGrants.Found("b", fresh))))
			.containsExactly(fresh);
	}

	@Test
	void followInStepsWhereARoleIsEnded() {
		try (Receiver wiki = Receiver.answering(200)) {
			Application application = register("wiki", wiki.uri());
			Session holder = this.here.login("alice");
			Session other = this.here.login("bob");
			this.here.grant(holder, application, LONG_AGO);
			this.here.grant(other, application, LONG_AGO);
			this.nodes.jdbc.sql("insert into account_role (account_id, role) values ('alice', 'USER')").update();
			EndResult ending = this.here.sessions.endings.changeRoleAndEnd(TestAuthority.ADMIN, (held) -> "USER");
			assertThat(ending.applications()).isEqualTo(new ToldApplications(0, 1));
			untilAllAreTold(this.there);
			assertThat(sessionsTold(wiki)).containsExactly(holder.handle());
		}
	}

	@Test
	void followInStepsWhereAnAccountHasVeryManySessions() {
		try (Receiver wiki = Receiver.answering(200)) {
			Application application = register("wiki", wiki.uri());
			Set<String> handles = new TreeSet<>();
			for (int i = 0; i < 101; i++) {
				Session session = this.here.login("alice");
				this.here.grant(session, application, LONG_AGO);
				handles.add(session.handle());
			}
			EndResult ending = this.here.sessions.endings.endAllOf("alice", EndReason.FORCED_LOGOUT,
					TestAuthority.ADMIN);
			assertThat(ending.applications()).isEqualTo(new ToldApplications(0, 1));
			untilAllAreTold(this.there);
			assertThat(sessionsTold(wiki)).isEqualTo(handles);
		}
	}

	@Test
	void followInStepsWhereVeryManyOtherSessionsEnd() {
		try (Receiver wiki = Receiver.answering(200)) {
			Application application = register("wiki", wiki.uri());
			Session kept = this.here.login("alice");
			this.here.grant(kept, application, LONG_AGO);
			Set<String> handles = new TreeSet<>();
			for (int i = 0; i < 201; i++) {
				Session session = this.here.login("alice");
				this.here.grant(session, application, LONG_AGO);
				handles.add(session.handle());
			}
			EndResult ending = this.here.sessions.endings.endOthersOf("alice", kept.handle(), EndReason.LOGGED_OUT,
					TestAuthority.ADMIN);
			assertThat(ending.applications()).isEqualTo(new ToldApplications(0, 1));
			untilAllAreTold(this.there);
			assertThat(sessionsTold(wiki)).isEqualTo(handles);
		}
	}

	/**
	 * A statement takes only so many parameters, and an account may have more sessions.
	 */
	@Test
	void areLookedForHoweverManySessionsEnd() {
		List<String> handles = IntStream.range(0, 70_000).mapToObj((i) -> "gone" + i).toList();
		assertThat(this.here.outbox.put(handles)).isSameAs(EndingNotices.NONE);
		assertThat(this.here.outbox.putTakenAway("wiki", handles)).isSameAs(EndingNotices.NONE);
	}

	@Test
	void findInASecondPassWhatWasExchangedMeanwhile() {
		try (Receiver wiki = Receiver.answering(200)) {
			Application application = register("wiki", wiki.uri());
			Session early = this.here.login("alice");
			Session late = this.here.login("bob");
			this.here.grant(early, application, LONG_AGO);
			this.here.sessions.endings.endEverySession(TestAuthority.ADMIN);
			await().until(() -> {
				this.there.dispatch.run();
				return sessionsTold(wiki).contains(early.handle());
			});
			this.here.grant(late, application, Duration.ZERO);
			this.nodes.clock.advance(SweepRows.SETTLED);
			await().untilAsserted(() -> {
				this.there.dispatch.run();
				assertThat(sessionsTold(wiki)).containsExactlyInAnyOrder(early.handle(), late.handle());
				assertThat(sweeping()).isZero();
			});
		}
	}

	@Test
	void followOnceWhereSessionsExpire() throws Exception {
		try (Receiver wiki = Receiver.answering(200); Receiver board = Receiver.answering(200)) {
			Application application = register("wiki", wiki.uri());
			Application mute = register("mute", null);
			Set<String> handles = new TreeSet<>();
			for (int i = 0; i < 210; i++) {
				Session session = this.here.login((i % 2 == 0) ? "alice" : "bob");
				this.here.grant(session, application, LONG_AGO);
				this.here.grant(session, mute, LONG_AGO);
				handles.add(session.handle());
			}
			Session ended = this.here.login("alice");
			this.here.grant(ended, register("board", board.uri()), LONG_AGO);
			end(ended);
			board.tokens().clear();
			this.nodes.clock.advance(Duration.ofMinutes(31));
			this.here.expiries.run();
			assertThat(waiting()).as("a use of it may be on its way").isZero();
			this.nodes.clock.advance(Duration.ofMinutes(2));
			Session used = this.here.login("alice");
			this.here.grant(used, application, Duration.ZERO);
			CyclicBarrier start = new CyclicBarrier(2);
			ExecutorService threads = Executors.newFixedThreadPool(2);
			List<Future<?>> runs = List.of(this.here, this.there)
				.stream()
				.<Future<?>>map((node) -> threads.submit(() -> {
					start.await();
					node.expiries.run();
					return null;
				}))
				.toList();
			for (Future<?> run : runs) {
				run.get();
			}
			threads.shutdownNow();
			assertThat(waiting()).isEqualTo(210);
			untilAllAreTold(this.there);
			assertThat(wiki.tokens()).hasSize(210);
			assertThat(sessionsTold(wiki)).isEqualTo(handles);
			this.there.expiries.run();
			assertThat(waiting()).isZero();
			assertThat(end(used).applications()).isEqualTo(new ToldApplications(1, 0));
			assertThat(board.tokens()).isEmpty();
		}
	}

	/**
	 * Of those that one row of the log ended, the sweep tells.
	 */
	@Test
	void findTheOneAmongVeryManyThatIsMeant() {
		try (Receiver wiki = Receiver.answering(200)) {
			Application application = register("wiki", wiki.uri());
			Session other = this.here.login("bob");
			this.here.grant(other, application, LONG_AGO);
			multiply();
			Session holder = this.here.login("alice");
			this.here.grant(holder, application, LONG_AGO);
			this.nodes.jdbc.sql("update application_grant set id = 'z' where account_id = 'alice'").update();
			this.nodes.jdbc.sql("insert into account_role (account_id, role) values ('alice', 'USER')").update();
			this.here.sessions.endings.changeRoleAndEnd(TestAuthority.ADMIN, (held) -> "USER");
			untilAllAreTold(this.there);
			assertThat(sessionsTold(wiki)).containsExactly(holder.handle());
			wiki.tokens().clear();
			Session idle = this.here.login("alice");
			this.here.grant(idle, application, LONG_AGO);
			this.nodes.jdbc.sql("update application_grant set id = 'zz' where handle = ?")
				.param(idle.handle())
				.update();
			this.nodes.jdbc.sql("update user_session set idle_expires_at = ? where handle = ?")
				.params(TimeColumns.utc(this.nodes.clock.instant().minus(Duration.ofHours(1))), idle.handle())
				.update();
			this.here.expiries.run();
			untilAllAreTold(this.there);
			assertThat(sessionsTold(wiki)).containsExactly(idle.handle());
		}
	}

	/** Make more of a grant than a statement looks through. */
	private void multiply() {
		this.nodes.jdbc.sql("update application_grant set id = 'e'").update();
		String letters = "abcdefghijklm";
		for (int i = 0; i < letters.length(); i++) {
			this.nodes.jdbc.sql("""
					insert into application_grant (id, application_id, handle, account_id, epoch, scopes, redeemed_at,
						refresh_generation, confirmed_generation, created_at, expires_at)
					select id || :more, application_id, handle, account_id, epoch, scopes, redeemed_at, 0, 0,
						created_at, expires_at
					from application_grant
					""").param("more", letters.substring(i, i + 1)).update();
		}
	}

	@Test
	void areNotWrittenAgainWhereASessionExpiresThatHasEnded() {
		try (Receiver wiki = Receiver.answering(200)) {
			this.here.grant(this.here.login("alice"), register("wiki", wiki.uri()), LONG_AGO);
			this.here.sessions.endings.endEverySession(TestAuthority.ADMIN);
			untilAllAreTold(this.there);
			this.nodes.clock.advance(Duration.ofHours(12));
			this.here.expiries.run();
			assertThat(waiting()).isZero();
		}
	}

	@Test
	void tellAnApplicationThatIsTakenAway() {
		try (Receiver wiki = Receiver.answering(200); Receiver board = Receiver.answering(200)) {
			Session session = this.here.login("alice");
			Application application = register("wiki", wiki.uri());
			this.here.grant(session, application, LONG_AGO);
			this.here.grant(session, register("board", board.uri()), LONG_AGO);
			EndingNotices notices = this.here.log.transaction
				.execute((status) -> this.here.outbox.putTakenAway(application.id(), List.of(session.handle())));
			notices.send();
			assertThat(notices.await(System.nanoTime() + Duration.ofSeconds(10).toNanos()))
				.isEqualTo(new ToldApplications(1, 0));
			assertThat(board.tokens()).isEmpty();
		}
	}

	@Test
	void areRenewedWhereTheSameSessionIsTakenAwayInALoop() {
		try (Receiver wiki = Receiver.answering(500)) {
			Session session = this.here.login("alice");
			Application application = register("wiki", wiki.uri());
			this.here.grant(session, application, Duration.ofSeconds(3));
			for (int i = 0; i < 50; i++) {
				this.here.takeAway(session, application);
			}
			end(session);
			assertThat(waiting()).isOne();
			wiki.behave(Receiver.status(200));
			this.nodes.clock.advance(NoticeWriter.FRESH);
			untilAllAreTold(this.there);
			assertThat(sessionsTold(wiki)).containsExactly(session.handle());
		}
	}

	@Test
	void areSentOnceMoreWhereALaterEndingComesWhileTheyAreSent() {
		CountDownLatch sent = new CountDownLatch(1);
		CountDownLatch ended = new CountDownLatch(1);
		try (Receiver wiki = Receiver.that((exchange) -> {
			sent.countDown();
			awaitQuietly(ended);
			exchange.sendResponseHeaders(200, -1);
		})) {
			Session session = this.here.login("alice");
			Application application = register("wiki", wiki.uri());
			this.here.grant(session, application, LONG_AGO);
			this.here.takeAway(session, application);
			this.nodes.clock.advance(LogoutNotices.LEASE);
			this.there.dispatch.run();
			awaitQuietly(sent);
			this.here.takeAway(session, application);
			ended.countDown();
			await().pollDelay(Duration.ofMillis(300)).until(() -> waiting() == 1);
			this.nodes.clock.advance(LogoutNotices.LEASE);
			untilAllAreTold(this.there);
			assertThat(wiki.tokens()).hasSize(2);
		}
	}

	@Test
	void areNotWrittenAgainWhereTheApplicationWasToldThatItsGrantEnded() {
		try (Receiver wiki = Receiver.answering(200)) {
			Session session = this.here.login("alice");
			String grant = this.here.grant(session, register("wiki", wiki.uri()), LONG_AGO);
			this.nodes.jdbc.sql("update application_grant set ended_at = created_at, told = true where id = ?")
				.param(grant)
				.update();
			assertThat(end(session).applications()).isEqualTo(ToldApplications.NONE);
		}
	}

	@Test
	void areNotWrittenAgainByAnEndingOfEverybodyThatIsRepeated() {
		try (Receiver wiki = Receiver.answering(200)) {
			Session session = this.here.login("alice");
			this.here.grant(session, register("wiki", wiki.uri()), LONG_AGO);
			for (int i = 0; i < 3; i++) {
				this.here.sessions.endings.endEverySession(TestAuthority.ADMIN);
				untilAllAreTold(this.there);
			}
			assertThat(wiki.tokens()).hasSize(1);
		}
	}

	@Test
	void waitForAnApplicationThatNeverAnswersButNotTheOthers() {
		CountDownLatch never = new CountDownLatch(1);
		try (Receiver hanging = Receiver.that((exchange) -> awaitQuietly(never));
				Receiver board = Receiver.answering(200)) {
			Application hangs = register("wiki", hanging.uri());
			Session session = this.here.login("alice");
			this.here.grant(session, hangs, LONG_AGO);
			this.here.grant(session, register("board", board.uri()), LONG_AGO);
			fill(hangs, SweepWriter.MOST_WAITING);
			this.here.sessions.endings.endEverySession(TestAuthority.ADMIN);
			await().untilAsserted(() -> {
				this.there.dispatch.run();
				assertThat(sessionsTold(board)).containsExactly(session.handle());
				assertThat(count("logout_notice where handle = '" + session.handle() + "'")).isZero();
			});
			assertThat(waiting()).isEqualTo(SweepWriter.MOST_WAITING);
			assertThat(sweeping()).isEqualTo(2);
			never.countDown();
		}
	}

	@Test
	void areGivenUpBeyondWhatMayWaitForAnApplication() {
		fill(register("wiki", "http://localhost:9/told"), NoticeNode.MOST + 5);
		this.here.purge.run();
		assertThat(waiting()).isEqualTo(NoticeNode.MOST);
		assertThat(this.here.events).hasSize(5);
	}

	@Test
	void areGivenUpAfterADayWhereNoAttemptDoesIt() {
		fill(register("wiki", "http://localhost:9/told"), 3);
		this.nodes.clock.advance(NoticeWriter.KEPT.plusSeconds(1));
		this.here.purge.run();
		assertThat(waiting()).isZero();
		assertThat(this.here.events).hasSize(3).hasOnlyElementsOfType(LogoutNoticeGivenUp.class);
	}

	@Test
	void areRefusedForWhatEndsNoSessions() {
		register("wiki", "http://localhost:9/told");
		for (Revocation.Scope scope : EnumSet
			.complementOf(EnumSet.of(Revocation.Scope.EVERYBODY, Revocation.Scope.ACCOUNT, Revocation.Scope.ROLE))) {
			Revocation ending = new Revocation(1, "id", scope, null, "handle", EndReason.GRANT_ENDED, "admin",
					this.nodes.clock.instant(), this.nodes.clock.instant());
			assertThatIllegalArgumentException().isThrownBy(() -> this.here.outbox.put(ending));
		}
		assertThat(sweeping()).isZero();
	}

	@Test
	void areNotWrittenForAScopeThatIsNotKnownAndOthersAre() {
		try (Receiver wiki = Receiver.answering(200); NoticeNode failing = NoticeNode.failingAfterCommit(this.nodes)) {
			Session session = this.here.login("alice");
			this.here.grant(session, register("wiki", wiki.uri()), LONG_AGO);
			failing.sessions.endings.endEverySession(TestAuthority.ADMIN);
			this.nodes.jdbc.sql("""
					insert into logout_sweep (seq, application_id, scope, ended_at, issuer, pass, place, due_at)
					select 0, application_id, 'UNKNOWN', ended_at, issuer, 1, '', due_at from logout_sweep
					""").update();
			await().untilAsserted(() -> {
				this.there.dispatch.run();
				assertThat(sessionsTold(wiki)).containsExactly(session.handle());
			});
			assertThat(count("logout_sweep where scope = 'UNKNOWN'")).isOne();
		}
	}

	/**
	 * Let notices wait for an application, of sessions that are not there any more.
	 */
	private void fill(Application application, int many) {
		for (int i = 0; i < many; i++) {
			this.nodes.jdbc
				.sql("""
						insert into logout_notice (id, application_id, handle, account_id, issuer, attempt, failures, due_at,
							give_up_at) values (?, ?, ?, 'alice', 'latchkey', 1, 0, ?, ?)
						""")
				.params("filled" + i, application.id(), "gone" + i, TimeColumns.utc(this.nodes.clock.instant()),
						TimeColumns.utc(this.nodes.clock.instant().plus(NoticeWriter.KEPT)))
				.update();
		}
	}

	private EndResult end(Session session) {
		return this.here.sessions.endings.endSession(session.handle(), EndReason.FORCED_LOGOUT, TestAuthority.ADMIN);
	}

	private Application register(String clientId, String backchannelLogoutUri) {
		Application application = TestApplications.register(this.nodes.jdbc, clientId, backchannelLogoutUri);
		refresh();
		return application;
	}

	private void refresh() {
		TestApplications.refresh(this.here.applications);
		TestApplications.refresh(this.there.applications);
	}

	/**
	 * Let a node look for what is due until no notice waits, and time goes by.
	 */
	private void untilAllAreTold(NoticeNode node) {
		await().until(() -> {
			node.dispatch.run();
			this.nodes.clock.advance(Duration.ofMillis(100));
			return waiting() == 0;
		});
	}

	private static Set<String> sessionsTold(Receiver receiver) {
		Set<String> handles = new TreeSet<>();
		receiver.tokens()
			.forEach((token) -> handles.add(JSON.readTree(NoticeNode.payload(token)).get("sid").stringValue()));
		return handles;
	}

	private int waiting() {
		return count("logout_notice");
	}

	private int sweeping() {
		return count("logout_sweep");
	}

	private int count(String table) {
		return this.nodes.jdbc.sql("select count(*) from " + table).query(Integer.class).single();
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * An authority that is taken away before the commit.
	 */
	private record Gone() implements ChangeAuthority {

		@Override
		public String actor() {
			return "admin";
		}

		@Override
		public ChangeRights require() {
			return ChangeRights.NONE;
		}

		@Override
		public void requireStill(ChangeRights rights, long seq) {
			throw new IllegalStateException("taken away");
		}

	}

}
