package dev.latchkey.session;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import dev.latchkey.harness.TestDatabase;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.revocation.LogNodes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.QueryTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The end of all sessions, and how many these were.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class EverybodyTests {

	private static final String COUNT = "select count(*) from user_session";

	@Parameter
	TestDatabase database;

	private LogNodes nodes;

	private SessionNode node;

	@BeforeEach
	void start() {
		this.nodes = LogNodes.on(this.database);
		List.of("alice", "bob", "carol", "dave", "erin").forEach(this.nodes::account);
		this.node = new SessionNode(this.nodes, this.nodes.node());
		this.node.node.start();
	}

	@Test
	void countsThoseThatWereLive() {
		open("alice");
		open("alice");
		open("bob");
		assertThat(end().ended()).isEqualTo(3);
		assertThat(end().ended()).isZero();
		open("bob");
		assertThat(end().ended()).isOne();
	}

	@Test
	void countsNoneThatWasOverAlready() {
		open("alice");
		Session loggedOut = open("bob");
		this.node.endings.endSession(loggedOut.handle(), EndReason.LOGGED_OUT, new TestAuthority("bob"));
		open("carol");
		// their rows are marked later
		this.node.endings.endAllOf("carol", EndReason.FORCED_LOGOUT, TestAuthority.ADMIN);
		Session expired = open("dave");
		over("expires_at", expired);
		Session idle = open("erin");
		over("idle_expires_at", idle);
		assertThat(end().ended()).isOne();
	}

	@Test
	void countsWhoSignedInAgainAfterAnEndingOfTheirOwn() {
		open("alice");
		this.node.endings.endAllOf("alice", EndReason.FORCED_LOGOUT, TestAuthority.ADMIN);
		open("alice");
		open("bob");
		end();
		open("alice");
		this.node.endings.endAllOf("alice", EndReason.FORCED_LOGOUT, TestAuthority.ADMIN);
		open("alice");
		assertThat(end().ended()).isOne();
	}

	@Test
	void countsNoneWhoseRowsWouldHaveBeenMarkedNext() {
		open("alice");
		this.node.endings.endAllOf("alice", EndReason.FORCED_LOGOUT, TestAuthority.ADMIN);
		open("bob");
		SessionNode other = new SessionNode(this.nodes, this.nodes.node());
		this.node.node.database.before(COUNT, other.endedAccounts);
		assertThat(end().ended()).isOne();
		assertThat(this.nodes.jdbc.sql("select count(*) from ended_account").query(Integer.class).single()).isZero();
	}

	@Test
	void endsThemBeforeItCountsThem() {
		Session session = open("alice");
		List<EndReason> found = new ArrayList<>();
		this.node.node.database.before(COUNT, () -> found.add(this.node.endOf(session)));
		assertThat(end().ended()).isOne();
		assertThat(found).containsExactly(EndReason.EVERYBODY);
	}

	@Test
	void endsThemEvenIfTheyCannotBeCounted() {
		Session session = open("alice");
		this.node.node.database.before(COUNT, () -> {
			throw new QueryTimeoutException("too many");
		});
		EndResult ending = end();
		assertThat(this.node.node.database.wentThroughAllSteps()).isTrue();
		assertThat(ending.nodes().complete()).isTrue();
		assertThat(ending.ended()).isZero();
		assertThat(this.node.endOf(session)).isEqualTo(EndReason.EVERYBODY);
	}

	private EndResult end() {
		return this.node.endings.endEverySession(TestAuthority.ADMIN);
	}

	private Session open(String account) {
		return this.node.logIn(account);
	}

	private void over(String column, Session session) {
		this.nodes.jdbc.sql("update user_session set " + column + " = ? where handle = ?")
			.params(this.nodes.clock.instant().minus(Duration.ofSeconds(1)).atOffset(ZoneOffset.UTC), session.handle())
			.update();
	}

}
