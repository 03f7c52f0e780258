package dev.latchkey.grant;

import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.latchkey.account.username.Username;
import dev.latchkey.application.Application;
import dev.latchkey.crypto.RandomIds;
import dev.latchkey.harness.TestDatabase;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.revocation.LogNodes;
import dev.latchkey.revocation.RevocationsUnknownException;
import dev.latchkey.session.OpenedSession;
import dev.latchkey.session.Session;
import dev.latchkey.session.SessionEndedException;
import dev.latchkey.session.SessionNode;
import dev.latchkey.session.TestAuthority;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a host credential opens, where, and for how long.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class HostCredentialTests {

	private static final Duration IDLE = SessionNode.SETTINGS.idleTimeout();

	private static final Duration A_BIT = Duration.ofMinutes(1);

	@Parameter
	TestDatabase database;

	private LogNodes nodes;

	private GrantNode node;

	private Session session;

	@BeforeEach
	void start() {
		this.nodes = LogNodes.on(this.database);
		this.nodes.account("alice");
		this.nodes.jdbc.sql("insert into account_role (account_id, role) values ('alice', 'ADMIN'), ('alice', 'USER')")
			.update();
		this.node = GrantNode.startedOn(this.nodes);
		this.session = this.node.login("alice");
	}

	@Test
	void opensItsSession() {
		String credential = this.node.credential(this.session);
		assertThat(credential).hasSizeLessThanOrEqualTo(300).matches("[A-Za-z0-9_-]+");
		assertThat(this.session.permissions()).contains("users:write");
		assertThat(this.node.open(credential)).isEqualTo(this.session);
		// as another node reads it
		assertThat(GrantNode.startedOn(this.nodes).open(credential)).isEqualTo(this.session);
	}

	@Test
	void opensNothingElsewhere() {
		String credential = this.node.credential(this.session);
		Application wiki = GrantNode.WIKI;
		Application registeredAgain = GrantNode.application(RandomIds.next(), wiki.clientId(), GrantNode.WIKI_HOST);
		isInvalid(() -> this.node.hosts.open(credential, wiki, GrantNode.BOARD_HOST));
		isInvalid(() -> this.node.hosts.open(credential, wiki, GrantNode.WIKI_HOST + ":8443"));
		isInvalid(() -> this.node.hosts.open(credential, GrantNode.BOARD, GrantNode.WIKI_HOST));
		isInvalid(() -> this.node.hosts.open(credential, registeredAgain, GrantNode.WIKI_HOST));
		isInvalid(() -> GrantNode.strangerOn(this.nodes).open(credential));
		assertThat(this.node.open(credential)).isEqualTo(this.session);
	}

	@Test
	void opensNothingInAnyOtherForm() {
		String credential = this.node.credential(this.session);
		assertThat(this.node.statementsOf(() -> {
			byte[] bytes = Base64.getUrlDecoder().decode(credential);
			for (int i = 0; i < bytes.length; i++) {
				for (int bit = 0; bit < Byte.SIZE; bit++) {
					byte[] bent = bytes.clone();
					bent[i] ^= (byte) (1 << bit);
					isInvalid(Base64.getUrlEncoder().withoutPadding().encodeToString(bent));
				}
			}
			for (int length = 0; length < bytes.length; length++) {
				isInvalid(Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(bytes, length)));
			}
			Stream
				.of("", credential + "=", credential + "==", credential + "A", credential + credential,
						" " + credential.substring(1), credential + " ", credential.substring(1), "\u00e9".repeat(86),
						"A".repeat(86), "A".repeat(100_000), credential.replaceFirst(".$", "\u0000"))
				.forEach(this::isInvalid);
		})).as("statements").isZero();
	}

	@Test
	void opensNothingInAnotherAlphabetOrWithSpareBits() {
		// those with a character in which the alphabets differ
		List<String> credentials = IntStream.range(0, 50)
			.mapToObj(
					(i) -> this.node.codec.write(new HostCredential(this.session.handle(), i, this.session.expiresAt()),
							GrantNode.WIKI.id(), GrantNode.WIKI_HOST))
			.filter((text) -> text.contains("-") || text.contains("_"))
			.toList();
		assertThat(credentials).isNotEmpty().allSatisfy((text) -> isInvalid(text.replace('-', '+').replace('_', '/')));
		String credential = this.node.credential(this.session);
		String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
		String start = credential.substring(0, credential.length() - 1);
		assertThat(alphabet.chars().mapToObj((last) -> start + (char) last))
			.filteredOn((text) -> !text.equals(credential))
			.hasSize(63)
			.allSatisfy(this::isInvalid);
	}

	@Test
	void expiresWithItsSession() {
		String credential = this.node.credential(this.node.loginRemembered("alice"));
		this.nodes.clock.advance(SessionNode.SETTINGS.rememberedLifetime().minus(A_BIT));
		assertThat(this.node.open(credential)).isNotNull();
		this.nodes.clock.advance(A_BIT);
		assertThat(this.node.statementsOf(() -> hasEnded(this.node, credential, EndReason.EXPIRED))).isZero();
	}

	@ParameterizedTest
	@EnumSource
	void isOverAtOnceWithItsSession(Ending ending) {
		String credential = this.node.credential(this.session);
		assertThat(this.node.open(credential)).isEqualTo(this.session);
		ending.of(this.node.sessions, this.session);
		assertThat(this.node.statementsOf(() -> hasEnded(this.node, credential, ending.reason))).as("statements")
			.isZero();
		// where it was never read, before and after its row is marked
		hasEnded(GrantNode.startedOn(this.nodes), credential, ending.reason);
		this.node.sessions.markEnded();
		hasEnded(GrantNode.startedOn(this.nodes), credential, ending.reason);
	}

	@Test
	void isOverOnANodeThatHasReadTheSession() {
		GrantNode other = GrantNode.startedOn(this.nodes);
		String credential = this.node.credential(this.session);
		assertThat(other.open(credential)).isEqualTo(this.session);
		this.node.sessions.endings.endSession(this.session.handle(), EndReason.FORCED_LOGOUT, TestAuthority.ADMIN);
		other.pull();
		assertThat(other.statementsOf(() -> hasEnded(other, credential, EndReason.FORCED_LOGOUT))).isZero();
	}

	@Test
	void asksForAnEndedSessionOnce() {
		String credential = this.node.credential(this.session);
		this.node.sessions.endings.endSession(this.session.handle(), EndReason.LOGGED_OUT, TestAuthority.ALICE);
		GrantNode other = GrantNode.startedOn(this.nodes);
		assertThat(other.statementsOf(() -> {
			for (int i = 0; i < 20; i++) {
				hasEnded(other, credential, EndReason.LOGGED_OUT);
			}
		})).isOne();
	}

	@Test
	void asksForASessionOnceAndForAllItsHosts() {
		GrantNode other = GrantNode.startedOn(this.nodes);
		String wiki = this.node.credential(this.session);
		String board = this.node.enter(this.session, GrantNode.BOARD, GrantNode.BOARD_HOST).credential();
		assertThat(other.statementsOf(() -> {
			for (int i = 0; i < 20; i++) {
				assertThat(other.open(wiki)).isEqualTo(this.session);
				assertThat(other.hosts.open(board, GrantNode.BOARD, GrantNode.BOARD_HOST)).isEqualTo(this.session);
			}
		})).isOne();
	}

	@Test
	void noticesThatARoleHasGrown() {
		String credential = this.node.credential(this.session);
		GrantNode other = GrantNode.startedOn(this.nodes);
		other.open(credential);
		Application forFew = GrantNode.forHolders(GrantNode.WIKI, "wiki:use");
		assertThat(this.node.hosts.open(credential, forFew, GrantNode.WIKI_HOST).permissions())
			.doesNotContain("wiki:use");
		this.nodes.jdbc.sql("insert into role_permission (role, permission) values ('USER', 'wiki:use')").update();
		try {
			assertThat(other.hosts.open(credential, forFew, GrantNode.WIKI_HOST).permissions()).contains("wiki:use");
			assertThat(other.statementsOf(() -> other.hosts.open(credential, forFew, GrantNode.WIKI_HOST))).isZero();
			Awaitility.await()
				.until(() -> forFew
					.mayBeUsedBy(this.node.hosts.open(credential, forFew, GrantNode.WIKI_HOST).permissions()));
		}
		finally {
			this.nodes.jdbc.sql("delete from role_permission where permission = 'wiki:use'").update();
		}
	}

	@Test
	void asksTwiceASecondAtMostForWhoMayNotUseAnApplication() {
		String credential = this.node.credential(this.session);
		Application forFew = GrantNode.forHolders(GrantNode.WIKI, "wiki:use");
		long start = System.nanoTime();
		int statements = this.node.statementsOf(() -> IntStream.range(0, 1_000)
			.forEach((i) -> this.node.hosts.open(credential, forFew, GrantNode.WIKI_HOST)));
		assertThat(statements).isBetween(1, 2 + (int) ((System.nanoTime() - start) / 500_000_000L));
	}

	@Test
	void isOverWhereTheSessionIsIdle() {
		String credential = this.node.credential(this.session);
		this.nodes.clock.advance(IDLE.minus(A_BIT));
		assertThat(this.node.open(credential)).isEqualTo(this.session);
		this.nodes.clock.advance(IDLE.minus(A_BIT));
		assertThat(this.node.open(credential)).isEqualTo(this.session);
		this.nodes.clock.advance(IDLE);
		hasEnded(this.node, credential, EndReason.EXPIRED);
		this.nodes.clock.advance(A_BIT.negated());
		assertThat(this.node.open(credential)).isEqualTo(this.session);
	}

	@Test
	void isOverInTheEndHoweverMuchTheSessionIsUsed() {
		String credential = this.node.credential(this.session);
		for (Duration passed = A_BIT; passed.compareTo(SessionNode.SETTINGS.maxLifetime()) < 0; passed = passed
			.plusMinutes(20)) {
			assertThat(this.node.open(credential)).isEqualTo(this.session);
			this.nodes.clock.advance(Duration.ofMinutes(20));
		}
		hasEnded(this.node, credential, EndReason.EXPIRED);
	}

	@Test
	void isGoodWhileTheSessionIsUsedOnAnotherNode() {
		GrantNode other = GrantNode.startedOn(this.nodes);
		String credential = this.node.credential(this.session);
		assertThat(other.open(credential)).isEqualTo(this.session);
		for (int i = 0; i < 3; i++) {
			this.nodes.clock.advance(IDLE.minus(A_BIT));
			assertThat(this.node.open(credential)).isEqualTo(this.session);
			this.node.sessions.lastSeen.run();
		}
		assertThat(other.statementsOf(() -> {
			for (int i = 0; i < 20; i++) {
				assertThat(other.open(credential)).isEqualTo(this.session);
			}
		})).isOne();
	}

	@Test
	void asksForAnIdleSessionTwiceASecondAtMost() {
		String credential = this.node.credential(this.session);
		this.nodes.clock.advance(IDLE.plus(A_BIT));
		long begin = System.nanoTime();
		int statements = this.node.statementsOf(() -> {
			for (int i = 0; i < 100; i++) {
				hasEnded(this.node, credential, EndReason.EXPIRED);
			}
		});
		assertThat(statements).isBetween(1, 1 + (int) ((System.nanoTime() - begin) / 500_000_000));
	}

	@Test
	void keepsItsSessionAliveAndConfirmsNoRefresh() {
		String credential = this.node.credential(this.session);
		refresh(1);
		for (int i = 0; i < 3; i++) {
			this.nodes.clock.advance(IDLE.minus(A_BIT));
			assertThat(this.node.open(credential)).isEqualTo(this.session);
			this.node.sessions.lastSeen.run();
		}
		// a client that has lost the reply presents its token again
		assertThat(this.nodes.jdbc.sql("select confirmed_generation from user_session").query(Long.class).single())
			.isZero();
		refresh(2);
	}

	@Test
	void opensNothingForWhoMustChangeThePassword() {
		this.nodes.account("bob");
		this.nodes.jdbc.sql("update account set must_change_password = true where id = 'bob'").update();
		Session bob = this.node.login("bob");
		String credential = made(bob.handle(), bob.epoch());
		assertThat(this.node.statementsOf(() -> {
			isInvalid(credential);
			isInvalid(credential);
		})).isOne();
	}

	@Test
	void opensNothingForASessionThatIsNotKnown() {
		for (int i = 0; i < 200; i++) {
			isInvalid(made(RandomIds.next(), 0));
		}
		assertThat(this.node.known.size()).isLessThanOrEqualTo(50);
		isInvalid(made(this.session.handle(), this.session.epoch() + 1));
		assertThat(this.node.open(made(this.session.handle(), this.session.epoch()))).isEqualTo(this.session);
	}

	@Test
	void keepsABoundedNumberOfSessions() {
		for (int i = 0; i < 120; i++) {
			this.nodes.account("user-" + i);
			assertThat(this.node.open(this.node.credential(this.node.login("user-" + i)))).isNotNull();
		}
		assertThat(this.node.known.size()).isLessThanOrEqualTo(50);
	}

	@Test
	void opensNothingWhereTheNodeCannotTell() {
		String credential = this.node.credential(this.session);
		assertThatExceptionOfType(RevocationsUnknownException.class)
			.isThrownBy(() -> GrantNode.silentOn(this.nodes).open(credential));
	}

	@Test
	void needsNoDatabaseForASessionThatItHasRead() {
		GrantNode other = GrantNode.startedOn(this.nodes);
		String credential = this.node.credential(this.session);
		this.node.withoutDatabase(() -> assertThat(this.node.open(credential)).isEqualTo(this.session));
		other.withoutDatabase(
				() -> assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> other.open(credential)));
		assertThat(other.open(credential)).isEqualTo(this.session);
	}

	private void refresh(long generation) {
		assertThat(this.node.sessions.refresh.refresh(this.session.handle(), generation - 1,
				(presented, state) -> OptionalLong.of(generation), OpenedSession::session))
			.extracting(Session::handle)
			.isEqualTo(this.session.handle());
	}

	private String made(String handle, long epoch) {
		return this.node.codec.write(new HostCredential(handle, epoch, this.session.expiresAt()), GrantNode.WIKI.id(),
				GrantNode.WIKI_HOST);
	}

	private void isInvalid(String credential) {
		isInvalid(() -> this.node.open(credential));
	}

	private static void isInvalid(ThrowingCallable opening) {
		assertThatExceptionOfType(InvalidHostCredentialException.class).isThrownBy(opening);
	}

	private static void hasEnded(GrantNode node, String credential, EndReason reason) {
		assertThatExceptionOfType(SessionEndedException.class).isThrownBy(() -> node.open(credential))
			.extracting(SessionEndedException::reason)
			.isEqualTo(reason);
	}

	/**
	 * The ways in which a session ends before its time.
	 */
	enum Ending {

		ONE(EndReason.FORCED_LOGOUT,
				(one, signedIn) -> one.endings.endSession(signedIn.handle(), EndReason.FORCED_LOGOUT,
						TestAuthority.ADMIN)),
		LOGOUT(EndReason.LOGGED_OUT, (one, signedIn) -> one.endings.signOut(signedIn.handle())),
		ALL_OF_THE_ACCOUNT(EndReason.FORCED_LOGOUT,
				(one, signedIn) -> one.endings.endAllOf(signedIn.accountId(), EndReason.FORCED_LOGOUT,
						TestAuthority.ADMIN)),
		EVERYBODY(EndReason.EVERYBODY, (one, signedIn) -> one.endings.endEverySession(TestAuthority.ADMIN)),
		PASSWORD(EndReason.PASSWORD_CHANGED,
				(one, signedIn) -> one.exchange(one.candidates.byUsername(Username.of("alice")), signedIn, true,
						"new")),
		REUSE(EndReason.REFRESH_REUSE,
				(one, signedIn) -> assertThatExceptionOfType(SessionEndedException.class)
					.isThrownBy(() -> one.refresh.refresh(signedIn.handle(), 0,
							(presented, state) -> OptionalLong.empty(), OpenedSession::session))),
		LIMIT(EndReason.SESSION_LIMIT, (one, signedIn) -> {
			for (int i = 0; i < SessionNode.LIMIT; i++) {
				one.logIn("alice");
			}
		});

		private final EndReason reason;

		private final BiConsumer<SessionNode, Session> how;

		Ending(EndReason reason, BiConsumer<SessionNode, Session> how) {
			this.reason = reason;
			this.how = how;
		}

		void of(SessionNode one, Session signedIn) {
			this.how.accept(one, signedIn);
		}

	}

}
