package dev.latchkey.oauth;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.latchkey.account.TestAccounts;
import dev.latchkey.application.Application;
import dev.latchkey.application.TestApplications;
import dev.latchkey.crypto.DerivedKeys;
import dev.latchkey.crypto.Sha256;
import dev.latchkey.grant.LiveSessions;
import dev.latchkey.grant.TestGrants;
import dev.latchkey.harness.TestDatabase;
import dev.latchkey.key.KeyRing;
import dev.latchkey.key.KeysFixture;
import dev.latchkey.oauth.token.GrantedTokens;
import dev.latchkey.oauth.token.GrantedTokensWriter;
import dev.latchkey.oauth.token.InvalidApplicationTokenException;
import dev.latchkey.oauth.token.TestTokens;
import dev.latchkey.revocation.LogNodes;
import dev.latchkey.session.Session;
import dev.latchkey.session.SessionNode;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.function.SingletonSupplier;

/**
 * A node that gives codes and tokens to applications, put together by hand.
 */
final class OauthNode {

	static final String VERIFIER = "a".repeat(43);

	static final String URI = TestApplications.REDIRECT_URI;

	static final String NONCE = "n-0S6_WzA2Mj";

	private static final SingletonSupplier<KeyRing> KEYS = SingletonSupplier
		.of(() -> new KeysFixture(TestDatabase.H2).startedForApplications());

	final LogNodes.Node node;

	final SessionNode sessions;

	final TestApplications.Registry registry;

	final GrantRows rows;

	final NewGrantRows newRows;

	final ApplicationGrants grants;

	final ApplicationTokens tokens;

	final ApplicationConsents consents;

	final ApplicationEndings applicationEndings;

	private volatile long pulledAt = System.nanoTime();

	/** What applications are to be told of. */
	final NotedOutbox outbox = new NotedOutbox();

	/** What it has published. */
	final List<Object> events = new CopyOnWriteArrayList<>();

	OauthNode(LogNodes nodes, LogNodes.Node node, int masterKey, Application... registered) {
		this.node = node;
		this.sessions = new SessionNode(nodes, node);
		this.registry = TestApplications.registry(node.jdbc, registered);
		this.rows = new GrantRows(node.jdbc, new JdbcTemplate(node.database), nodes.clock);
		this.newRows = new NewGrantRows(node.jdbc, nodes.clock);
		LiveSessions live = TestGrants.liveSessions(this.sessions, nodes.clock);
		GrantSessions grantSessions = new GrantSessions(live, node.view);
		TestTokens tokenRoom = TestTokens.with(KEYS.obtain(), nodes.clock);
		byte[] master = new byte[32];
		master[0] = (byte) masterKey;
		GrantedTokensWriter writer = tokenRoom.writer(TestAccounts.profiles(this.sessions.accounts),
				new DerivedKeys(Base64.getEncoder().encodeToString(master)));
		GrantEndingRows endingRows = new GrantEndingRows(node.jdbc, nodes.clock);
		GrantAnnouncement announcement = new GrantAnnouncement(endingRows, node.broadcast, this.sessions.endings);
		GrantEndings endings = new GrantEndings(this.rows, endingRows, this.outbox, node.revocations, announcement,
				node.transaction, this.events::add, nodes.clock);
		this.consents = new ApplicationConsents(new ConsentRows(node.jdbc), node.transaction);
		GrantOpening openings = new GrantOpening(this.rows, this.newRows, grantSessions, this.consents, writer,
				node.transaction, nodes.clock);
		this.grants = new ApplicationGrants(
				new CodeExchange(this.rows, this.newRows, grantSessions, openings, endings, this.sessions.lastSeen,
						nodes.clock),
				new GrantRefresh(this.rows, grantSessions, writer, endings, nodes.clock), openings,
				new ConnectedApplications(node.jdbc, nodes.clock), endings, announcement, this.consents,
				this.sessions.authorized);
		this.tokens = new ApplicationTokens(tokenRoom.verifier(), new RefreshTokenInspection(writer, this.rows,
				this.registry.directory(), live, node.view, tokenRoom.issuer()), this.registry.directory(), live,
				node.view, this.rows, endings);
		this.applicationEndings = new ApplicationEndings(endingRows, node.revocations, node.broadcast, nodes.clock);
	}

	/**
	 * Start a node, and register applications that are not registered yet.
	 */
	static OauthNode startedOn(LogNodes nodes, Application... registered) {
		return new OauthNode(nodes, nodes.started(), 0, registered);
	}

	Session login(String account) {
		return this.sessions.logIn(account);
	}

	/**
	 * Pull the log if that was a while ago, as a node does all the time.
	 */
	OauthNode fresh() {
		if (System.nanoTime() - this.pulledAt > Duration.ofSeconds(2).toNanos()) {
			this.pulledAt = System.nanoTime();
			this.node.pull();
		}
		return this;
	}

	String code(Session session, Application application, String... scopes) {
		fresh();
		return this.grants.issueCode(session, application,
				new CodeRequest(URI, Sha256.base64Url(VERIFIER), new TreeSet<>(List.of(scopes)), NONCE));
	}

	GrantedTokens redeem(String code, Application application) {
		fresh();
		return this.grants.redeem(code, application, URI, VERIFIER);
	}

	GrantedTokens given(Session session, Application application) {
		return redeem(code(session, application, "openid", "profile", "roles"), application);
	}

	/**
	 * Allow what a device comes for later.
	 */
	String allow(Session session, Application application, String... scopes) {
		fresh();
		return this.grants.allow(session.handle(), application, new TreeSet<>(List.of(scopes)));
	}

	GrantedTokens open(String grantId, Application application) {
		fresh();
		return this.grants.open(grantId, application);
	}

	GrantedTokens refresh(GrantedTokens tokens, Application application) {
		fresh();
		return this.grants.refresh(String.valueOf(tokens.refreshToken()), application, null);
	}

	/**
	 * Tell whether a token opens userinfo.
	 */
	boolean accepts(String accessToken) {
		fresh();
		try {
			return this.tokens.open(accessToken) != null;
		}
		catch (InvalidApplicationTokenException | dev.latchkey.session.SessionEndedException ex) {
			return false;
		}
	}

	/**
	 * Delete an application, and publish that as the registry does.
	 */
	void delete(Application application) {
		this.node.transaction.executeWithoutResult((status) -> {
			assert TransactionSynchronizationManager.isSynchronizationActive();
			this.registry.delete(application);
			this.applicationEndings.on(new dev.latchkey.application.ApplicationDeleted(application.clientId()));
		});
	}

	/**
	 * Publish that an application speaks OpenID Connect no longer, as the registry does.
	 */
	void removeOidc(Application application) {
		this.node.transaction.executeWithoutResult((status) -> this.applicationEndings
			.on(new dev.latchkey.application.OidcAccessRemoved(application.clientId())));
	}

	/**
	 * Count the statements that this node sends while it does something.
	 */
	int statementsOf(Runnable what) {
		this.node.pull();
		this.pulledAt = System.nanoTime();
		return this.node.database.statementsOf(what);
	}

	List<Object> eventsOf(GrantsEnded.Cause cause) {
		List<Object> found = new ArrayList<>(this.events);
		found.removeIf((event) -> !(event instanceof GrantsEnded ended) || ended.cause() != cause);
		return found;
	}

	/**
	 * Return a part of a token as JSON.
	 */
	static String part(String token, int index) {
		return new String(Base64.getUrlDecoder().decode(token.split("\\.")[index]), StandardCharsets.UTF_8);
	}

}
