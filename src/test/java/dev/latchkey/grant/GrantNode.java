package dev.latchkey.grant;

import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

import dev.latchkey.account.username.Username;
import dev.latchkey.application.Application;
import dev.latchkey.application.ProxyAccess;
import dev.latchkey.crypto.DerivedKeys;
import dev.latchkey.factor.AuthenticationMethods;
import dev.latchkey.factor.TestFactors;
import dev.latchkey.revocation.LogNodes;
import dev.latchkey.session.LoginContext;
import dev.latchkey.session.OpenedSession;
import dev.latchkey.session.Session;
import dev.latchkey.session.SessionNode;
import dev.latchkey.session.Transport;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A node that opens sessions and grants them to applications, put together by hand.
 */
final class GrantNode {

	static final String WIKI_HOST = "wiki.example.com";

	static final Application WIKI = application("wikiwikiwikiwikiwikiwi", "wiki", WIKI_HOST);

	static final String BOARD_HOST = "board.example.org:8443";

	static final Application BOARD = application("boardboardboardboardbo", "board", BOARD_HOST);

	static final String NONCE = "a-nonce";

	private static final int MOST = 50;

	final SessionNode sessions;

	final HostCredentialCodec codec;

	final KnownSessions known;

	final HostCredentials hosts;

	final TicketRows ticketRows;

	final EntryTickets tickets;

	private final LogNodes.Node node;

	private GrantNode(LogNodes.Node node, Clock clock, LogNodes nodes, int masterKey) {
		this.node = node;
		this.sessions = new SessionNode(nodes, node);
		this.codec = new HostCredentialCodec(keys(masterKey));
		this.known = new KnownSessions(new SessionRows(node.jdbc, TestFactors.on(node.jdbc)), node.view,
				SessionNode.SETTINGS, MOST, MOST);
		this.hosts = new HostCredentials(this.codec, this.known, this.sessions.lastSeen, clock);
		this.ticketRows = new TicketRows(node.jdbc, new JdbcTemplate(node.database));
		this.tickets = new EntryTickets(this.ticketRows, this.known, this.codec, node.view, this.sessions.lastSeen,
				clock);
	}

	/**
	 * Start a node.
	 */
	static GrantNode startedOn(LogNodes nodes) {
		return new GrantNode(nodes.started(), nodes.clock, nodes, 0);
	}

	/**
	 * Put a node together that has not heard from the log.
	 */
	static GrantNode silentOn(LogNodes nodes) {
		return new GrantNode(nodes.node(), nodes.clock, nodes, 0);
	}

	/**
	 * Start a node of another installation, which has read the same database.
	 */
	static GrantNode strangerOn(LogNodes nodes) {
		return new GrantNode(nodes.started(), nodes.clock, nodes, 1);
	}

	static DerivedKeys keys(int masterKey) {
		byte[] key = new byte[32];
		key[0] = (byte) masterKey;
		return new DerivedKeys(Base64.getEncoder().encodeToString(key));
	}

	static Application application(String id, String clientId, String host) {
		return new Application(id, clientId, clientId, null, null, false, new ProxyAccess(List.of(host), false, false),
				null, false, Instant.EPOCH, "admin");
	}

	/**
	 * Return an application as it is when only some may use it.
	 */
	static Application forHolders(Application application, String permission) {
		return new Application(application.id(), application.clientId(), application.name(), null, permission, false,
				application.proxy(), null, false, application.createdAt(), application.createdBy());
	}

	Session login(String account) {
		return this.sessions.logIn(account);
	}

	Session loginRemembered(String account) {
		return this.sessions.gate.open(this.sessions.candidates.byUsername(Username.of(account)),
				new LoginContext("test", Transport.COOKIE, true, "127.0.0.1", "test", AuthenticationMethods.PASSWORD),
				OpenedSession::session);
	}

	/**
	 * Lead a session to the host of an application, as its browser would.
	 */
	HostGrant enter(Session session, Application application, String host) {
		String ticket = this.tickets.issue(session, application, host, EntryRequest.hash(NONCE));
		return this.tickets.redeem(ticket, application, host, NONCE);
	}

	String credential(Session session) {
		return enter(session, WIKI, WIKI_HOST).credential();
	}

	Session open(String credential) {
		return this.hosts.open(credential, WIKI, WIKI_HOST);
	}

	/**
	 * Pull the log.
	 */
	void pull() {
		this.node.pull();
	}

	/**
	 * Count the statements that this node sends while it does something.
	 */
	int statementsOf(Runnable what) {
		return this.node.database.statementsOf(what);
	}

	/**
	 * Do something while the database is away.
	 */
	void withoutDatabase(Runnable what) {
		this.node.database.cut();
		try {
			what.run();
		}
		finally {
			this.node.database.mend();
		}
	}

	/**
	 * Cut the database off just before a statement.
	 */
	void cutBefore(String statement) {
		this.node.database.before(statement, this.node.database::cut);
	}

	void mend() {
		this.node.database.forgetSteps();
		this.node.database.mend();
	}

}
