package dev.latchkey.grant;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import dev.latchkey.application.Application;
import dev.latchkey.crypto.RandomIds;
import dev.latchkey.crypto.RandomValues;
import dev.latchkey.harness.TestDatabase;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.revocation.LogNodes;
import dev.latchkey.revocation.RevocationsUnknownException;
import dev.latchkey.session.Session;
import dev.latchkey.session.SessionEndedException;
import dev.latchkey.session.SessionNode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * A ticket leads one browser to one host, once.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class EntryTicketTests {

	private static final Application WIKI = GrantNode.WIKI;

	private static final String HOST = GrantNode.WIKI_HOST;

	private static final String NONCE = GrantNode.NONCE;

	private static final int AT_ONCE = 20;

	@Parameter
	TestDatabase database;

	private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);

	private LogNodes nodes;

	private GrantNode node;

	private Session session;

	@BeforeEach
	void start() {
		this.nodes = LogNodes.on(this.database);
		this.nodes.account("alice");
		this.node = GrantNode.startedOn(this.nodes);
		this.session = this.node.login("alice");
	}

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
	}

	@Test
	void opensTheHostOnce() {
		String ticket = issue();
		HostGrant grant = redeem(ticket);
		assertThat(grant.maxAge()).isNull();
		assertThat(this.node.open(grant.credential())).isEqualTo(this.session);
		isInvalid(ticket);
		assertThat(count()).isZero();
	}

	@Test
	void opensItOnAnotherNode() {
		GrantNode other = GrantNode.startedOn(this.nodes);
		HostGrant grant = other.tickets.redeem(issue(), WIKI, HOST, NONCE);
		assertThat(other.statementsOf(() -> assertThat(other.open(grant.credential())).isEqualTo(this.session)))
			.isZero();
	}

	@Test
	void keepsTheCredentialForAsLongAsARememberedSession() {
		this.session = this.node.loginRemembered("alice");
		this.nodes.clock.advance(Duration.ofDays(10));
		assertThat(redeem(issue()).maxAge()).isBetween(Duration.ofDays(20).minusMinutes(1), Duration.ofDays(20));
	}

	@Test
	void isUsedUpByOneOfTwentyAtOnce() throws Exception {
		GrantNode other = GrantNode.startedOn(this.nodes);
		for (int round = 0; round < 10; round++) {
			String ticket = issue();
			CyclicBarrier barrier = new CyclicBarrier(AT_ONCE);
			List<Future<Boolean>> redemptions = new ArrayList<>();
			for (int i = 0; i < AT_ONCE; i++) {
				GrantNode either = (i % 2 == 0) ? this.node : other;
				redemptions.add(this.threads.submit(() -> {
					barrier.await();
					try {
						return either.open(either.tickets.redeem(ticket, WIKI, HOST, NONCE).credential()) != null;
					}
					catch (InvalidTicketException ex) {
						return false;
					}
				}));
			}
			int won = 0;
			for (Future<Boolean> redemption : redemptions) {
				won += redemption.get() ? 1 : 0;
			}
			assertThat(won).as("round " + round).isOne();
		}
	}

	@Test
	void isNotUsedUpElsewhere() {
		String ticket = issue();
		Application registeredAgain = GrantNode.application(RandomIds.next(), WIKI.clientId(), HOST);
		isInvalid(() -> this.node.tickets.redeem(ticket, WIKI, HOST, "another-nonce"));
		isInvalid(() -> this.node.tickets.redeem(ticket, WIKI, HOST, EntryRequest.hash(NONCE)));
		isInvalid(() -> this.node.tickets.redeem(ticket, WIKI, HOST, ""));
		isInvalid(() -> this.node.tickets.redeem(ticket, WIKI, GrantNode.BOARD_HOST, NONCE));
		isInvalid(() -> this.node.tickets.redeem(ticket, GrantNode.BOARD, HOST, NONCE));
		isInvalid(() -> this.node.tickets.redeem(ticket, registeredAgain, HOST, NONCE));
		assertThat(redeem(ticket)).isNotNull();
	}

	@Test
	void isNothingThatAStrangerCanMakeUp() {
		String ticket = issue();
		assertThat(
				this.node.statementsOf(() -> Stream
					.of("", "a", ticket + "=", ticket.substring(1), ticket + ticket, " " + ticket, "\u0000".repeat(43),
							"\u00e9".repeat(43), "A".repeat(100_000), ticket.substring(0, 42) + "B")
					.forEach(this::isInvalid)))
			.as("statements")
			.isZero();
		isInvalid(RandomValues.base64Url(32));
		assertThat(this.nodes.jdbc.sql("select * from entry_ticket").query().singleRow().values().toString())
			.doesNotContain(ticket)
			.doesNotContain(NONCE);
	}

	@Test
	void isOverAfterAMinute() {
		String ticket = issue();
		pass(Duration.ofSeconds(50));
		String later = issue();
		pass(Duration.ofSeconds(11));
		isInvalid(ticket);
		assertThat(redeem(later)).isNotNull();
	}

	@Test
	void isPurgedWhenItIsOver() {
		issue();
		issue();
		pass(Duration.ofSeconds(61));
		String ticket = issue();
		this.node.ticketRows.purge();
		assertThat(count()).isOne();
		assertThat(redeem(ticket)).isNotNull();
	}

	@ParameterizedTest
	@EnumSource
	void isOverWithItsSession(HostCredentialTests.Ending ending) {
		String ticket = issue();
		GrantNode other = GrantNode.startedOn(this.nodes);
		ending.of(this.node.sessions, this.session);
		other.pull();
		isInvalid(() -> other.tickets.redeem(ticket, WIKI, HOST, NONCE));
		assertThatExceptionOfType(SessionEndedException.class).isThrownBy(this::issue);
	}

	@Test
	void isNotForWhoMustChangeThePassword() {
		this.nodes.account("bob");
		this.nodes.jdbc.sql("update account set must_change_password = true where id = 'bob'").update();
		String ticket = issue();
		Session bob = this.node.login("bob");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.node.tickets.issue(bob, WIKI, HOST, EntryRequest.hash(NONCE)));
		this.nodes.jdbc.sql("update entry_ticket set handle = ?").param(bob.handle()).update();
		isInvalid(ticket);
	}

	/**
	 * A browser that is signed in at the login host, and that the host of an application
	 * sends there because a node takes the session for idle, would go round and round.
	 */
	@Test
	void tellsAllNodesThatItsSessionIsInUse() {
		GrantNode other = GrantNode.startedOn(this.nodes);
		GrantNode third = GrantNode.startedOn(this.nodes);
		String credential = this.node.credential(this.session);
		assertThat(other.open(credential)).isEqualTo(this.session);
		assertThat(third.open(credential)).isEqualTo(this.session);
		this.nodes.clock.advance(SessionNode.SETTINGS.idleTimeout().minusSeconds(30));
		assertThat(this.node.open(credential)).isEqualTo(this.session);
		this.nodes.clock.advance(Duration.ofSeconds(40));
		// what this node has noted is not written back yet
		assertThatExceptionOfType(SessionEndedException.class).isThrownBy(() -> other.open(credential))
			.extracting(SessionEndedException::reason)
			.isEqualTo(EndReason.EXPIRED);
		HostGrant grant = other.tickets.redeem(issue(), WIKI, HOST, NONCE);
		assertThat(other.open(grant.credential())).isEqualTo(this.session);
		assertThat(third.open(grant.credential())).isEqualTo(this.session);
	}

	@ParameterizedTest
	@ValueSource(strings = { "update user_session", "insert into entry_ticket" })
	void isNotIssuedWithoutTheDatabase(String statement) {
		this.node.cutBefore(statement);
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(this::issue);
		this.node.mend();
		assertThat(redeem(issue())).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "select handle from entry_ticket", "delete from entry_ticket", "from user_session" })
	void opensNothingWithoutTheDatabase(String statement) {
		String ticket = issue();
		this.node.cutBefore(statement);
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> redeem(ticket));
		this.node.mend();
		assertThat(redeem(issue())).isNotNull();
	}

	@Test
	void isNotIssuedWhereTheNodeCannotTell() {
		assertThatExceptionOfType(RevocationsUnknownException.class)
			.isThrownBy(() -> GrantNode.silentOn(this.nodes).tickets.issue(this.session, WIKI, HOST, NONCE));
		String ticket = issue();
		assertThatExceptionOfType(RevocationsUnknownException.class)
			.isThrownBy(() -> GrantNode.silentOn(this.nodes).tickets.redeem(ticket, WIKI, HOST, NONCE));
	}

	@Test
	void keepsTheCredentialOutOfLogs() {
		HostGrant grant = redeem(issue());
		assertThat(grant.toString()).doesNotContain(grant.credential());
	}

	private String issue() {
		return this.node.tickets.issue(this.session, WIKI, HOST, EntryRequest.hash(NONCE));
	}

	private HostGrant redeem(String ticket) {
		return this.node.tickets.redeem(ticket, WIKI, HOST, NONCE);
	}

	private void isInvalid(String ticket) {
		isInvalid(() -> redeem(ticket));
	}

	private void isInvalid(ThrowingCallable redemption) {
		assertThatExceptionOfType(InvalidTicketException.class).isThrownBy(redemption);
	}

	/**
	 * Let time go by on the database's clock.
	 */
	private void pass(Duration time) {
		this.nodes.jdbc
			.sql("update entry_ticket set expires_at = expires_at - cast(? as integer) * interval '1' second")
			.param(time.toSeconds())
			.update();
	}

	private int count() {
		return this.nodes.jdbc.sql("select count(*) from entry_ticket").query(Integer.class).single();
	}

}
