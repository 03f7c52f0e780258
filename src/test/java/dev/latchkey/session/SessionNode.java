package dev.latchkey.session;

import java.time.Duration;

import dev.latchkey.account.AccountChanges;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.TestAccounts;
import dev.latchkey.account.username.Username;
import dev.latchkey.factor.AuthenticationMethods;
import dev.latchkey.factor.TestFactors;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.revocation.LogNodes;
import dev.latchkey.session.active.ActiveSessions;
import dev.latchkey.session.active.ActiveSessionsFixture;
import dev.latchkey.session.seen.LastSeen;
import dev.latchkey.session.seen.LastSeenFixture;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * All that a node has to open, check and end sessions, put together by hand. A credential
 * is the session itself.
 */
public final class SessionNode {

	public static final int LIMIT = 2;

	public static final SessionSettings SETTINGS = new SessionSettings(Duration.ofMinutes(30), Duration.ofHours(12),
			Duration.ofDays(30), LIMIT, Duration.ofMinutes(10));

	private static final LoginContext CONTEXT = new LoginContext("test", Transport.BEARER, false, "127.0.0.1", "test",
			AuthenticationMethods.PASSWORD);

	public final LogNodes.Node node;

	public final Accounts accounts;

	public final AccountChanges changes;

	public final LoginCandidates candidates;

	public final Gate gate;

	private final SessionReplacement replacement;

	public final EndedAccounts endedAccounts;

	public final EndedRoles endedRoles;

	public final AuthorizedChanges authorized;

	public final SessionAuthority authority;

	public final Endings endings;

	public final SessionProofs proofs;

	public final SessionRefresh refresh;

	public final LastSeen lastSeen;

	public final ActiveSessions sessions;

	public SessionNode(LogNodes nodes, LogNodes.Node node) {
		this(nodes, node, SETTINGS, EndingOutbox.NONE);
	}

	/**
	 * Put a node together that tells applications of endings.
	 */
	public SessionNode(LogNodes nodes, LogNodes.Node node, SessionSettings settings, EndingOutbox outbox) {
		this.node = node;
		this.accounts = TestAccounts.on(node.jdbc, node.transaction);
		this.changes = TestAccounts.changesOn(node.jdbc, node.transaction);
		JdbcTemplate template = new JdbcTemplate(node.database);
		UserSessions rows = new UserSessions(node.jdbc, nodes.clock);
		SessionHousekeeping housekeeping = new SessionHousekeeping(node.jdbc, template, nodes.clock);
		this.sessions = ActiveSessionsFixture.of(node.jdbc, nodes.clock);
		this.endedAccounts = new EndedAccounts(node.jdbc, template, this.accounts, node.transaction, nodes.clock);
		this.endedRoles = new EndedRoles(node.jdbc, node.transaction, nodes.clock);
		EndingTransaction ending = new EndingTransaction(rows, new SessionEndingRows(template, nodes.clock),
				housekeeping, this.endedAccounts, node.revocations, outbox, settings, nodes.clock);
		EndingAnnouncement announcement = new EndingAnnouncement(node.broadcast, housekeeping, (event) -> {
		}, nodes.clock);
		this.authorized = new AuthorizedChanges(this.accounts, node.revocations, node.transaction);
		this.endings = new Endings(new EndingChanges(rows, this.accounts, this.authorized, ending, node.transaction),
				announcement);
		this.candidates = new LoginCandidates(this.accounts, this.changes, node.revocations);
		this.gate = new Gate(this.accounts, this.changes, TestFactors.on(node.jdbc), rows, node.revocations, ending,
				announcement, node.transaction, (event) -> {
				}, settings, nodes.clock);
		this.replacement = new SessionReplacement(this.gate, this.accounts, this.changes, rows, node.revocations,
				ending, announcement, node.transaction, (event) -> {
				});
		this.authority = new SessionAuthority(node.jdbc, node.revocations, settings, nodes.clock);
		this.proofs = new SessionProofs(this.authority, this.authorized, this.accounts,
				TestFactors.all(node.jdbc, nodes.clock), node.jdbc, (event) -> {
				}, nodes.clock);
		this.refresh = new SessionRefresh(new RefreshRows(node.jdbc), this.accounts, TestFactors.on(node.jdbc),
				node.revocations, ending, announcement, node.transaction, settings, nodes.clock);
		this.lastSeen = LastSeenFixture.on(template, node.transaction, settings, (event) -> {
		}, nodes.clock);
	}

	/**
	 * Sign an account in.
	 */
	public Session logIn(String account) {
		return open(this.candidates.byUsername(Username.of(account)));
	}

	public Session open(LoginCandidate candidate) {
		return this.gate.open(candidate, CONTEXT, OpenedSession::session);
	}

	public Session exchange(LoginCandidate candidate, Session old, boolean keepOthers, String hash) {
		return this.replacement.replace(candidate, old, CONTEXT, keepOthers, hash, OpenedSession::session).issued();
	}

	/**
	 * Mark the rows of the sessions that have ended.
	 */
	public void markEnded() {
		this.endedAccounts.run();
	}

	/**
	 * Tell whether a request with a credential succeeds.
	 */
	public boolean accepts(Session session) {
		return endOf(session) == null;
	}

	public EndReason endOf(Session session) {
		return this.node.view.endOf(session);
	}

}
