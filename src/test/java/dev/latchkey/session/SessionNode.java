package dev.latchkey.session;

import java.time.Duration;

import dev.latchkey.account.AccountChanges;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.TestAccounts;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.revocation.LogNodes;
import dev.latchkey.session.active.ActiveSessions;
import dev.latchkey.session.active.ActiveSessionsFixture;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * All that a node has to open, check and end sessions, put together by hand. A credential
 * is the session itself.
 */
public final class SessionNode {

	public static final int LIMIT = 2;

	public static final SessionSettings SETTINGS = new SessionSettings(Duration.ofMinutes(30), Duration.ofHours(12),
			Duration.ofDays(30), LIMIT);

	private static final LoginContext ARRIVAL = new LoginContext("test", Transport.BEARER, false, "127.0.0.1", "test");

	public final LogNodes.Node node;

	public final Accounts accounts;

	public final AccountChanges changes;

	public final Gate gate;

	public final EndedAccounts endedAccounts;

	public final Endings endings;

	public final SessionRefresh reopening;

	public final LastSeen lastSeen;

	public final ActiveSessions devices;

	public SessionNode(LogNodes nodes, LogNodes.Node node) {
		this.node = node;
		this.accounts = TestAccounts.on(node.jdbc, node.transaction);
		this.changes = TestAccounts.changesOn(node.jdbc, node.transaction);
		UserSessions sessions = new UserSessions(node.jdbc, new JdbcTemplate(node.database), nodes.clock);
		this.devices = ActiveSessionsFixture.of(node.jdbc, nodes.clock);
		this.endedAccounts = new EndedAccounts(node.jdbc, new JdbcTemplate(node.database), this.accounts,
				node.transaction, nodes.clock);
		this.endings = new Endings(sessions, this.endedAccounts, node.revocations, this.accounts, node.broadcast,
				node.transaction, (event) -> {
				}, SETTINGS, nodes.clock);
		this.gate = new Gate(this.accounts, sessions, node.revocations, this.endings, node.transaction, (event) -> {
		}, SETTINGS, nodes.clock);
		this.reopening = new SessionRefresh(node.jdbc, this.accounts, node.revocations, this.endings, node.transaction,
				SETTINGS, nodes.clock);
		this.lastSeen = new LastSeen(new JdbcTemplate(node.database), node.transaction, (event) -> {
		}, SETTINGS, nodes.clock);
	}

	public Session open(LoginCandidate applicant) {
		return this.gate.open(applicant, ARRIVAL, OpenedSession::session);
	}

	public Session exchange(LoginCandidate applicant, Session old, boolean keepOthers, String hash) {
		return this.gate
			.exchange(applicant, old, ARRIVAL, keepOthers,
					() -> this.changes.changePassword(old.accountId(), hash, false), OpenedSession::session)
			.issued();
	}

	/**
	 * Tell whether a request with a credential succeeds.
	 */
	public boolean accepts(Session session) {
		return endOf(session) == null;
	}

	public EndReason endOf(Session session) {
		return this.node.view.endOf(session.handle(), session.accountId(), session.epoch());
	}

}
