package dev.latchkey.notice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;

import dev.latchkey.application.Application;
import dev.latchkey.application.ApplicationDirectory;
import dev.latchkey.application.TestApplications;
import dev.latchkey.crypto.RandomIds;
import dev.latchkey.datastore.TimeColumns;
import dev.latchkey.key.IssuerSettings;
import dev.latchkey.key.KeyRing;
import dev.latchkey.key.TestKeys;
import dev.latchkey.revocation.LogNodes;
import dev.latchkey.session.Session;
import dev.latchkey.session.SessionNode;
import dev.latchkey.session.SessionSettings;
import dev.latchkey.url.PublicUrl;
import dev.latchkey.url.TestIssuers;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A node that ends sessions and tells applications, put together by hand. It looks for
 * what is due when a test says so.
 */
final class NoticeNode implements AutoCloseable {

	static final String ISSUER = "https://login.example.com";

	/** How many notices may wait for one application. */
	static final int MOST = 20;

	private static final KeyRing KEYS = TestKeys.startedForApplications();

	private static final SessionSettings MANY = new SessionSettings(Duration.ofMinutes(30), Duration.ofHours(12),
			Duration.ofDays(30), 1_000, Duration.ofMinutes(10));

	final LogNodes.Node log;

	final SessionNode sessions;

	final ApplicationDirectory applications;

	final NoticeDispatch dispatch;

	final NoticePurge purge;

	final LogoutNotices outbox;

	/** Tells of sessions that expired, when a test says so. */
	final ExpiryNotices expiries;

	final List<Object> events = new CopyOnWriteArrayList<>();

	private final LogNodes nodes;

	private final ExecutorService senders = Executors.newFixedThreadPool(24);

	private final ScheduledThreadPoolExecutor alarm = new ScheduledThreadPoolExecutor(1);

	private final CloseableHttpClient client = NoticeClient.create(new ReceiverAddresses(true));

	private NoticeNode(LogNodes nodes, LogNodes.Node log, boolean sends) {
		this.nodes = nodes;
		this.log = log;
		this.applications = TestApplications.directory(this.log.jdbc);
		NoticeRows rows = new NoticeRows(this.log.jdbc, new JdbcTemplate(this.log.database));
		NoticeWriter writer = new NoticeWriter(rows, nodes.clock);
		NoticeBacklog backlog = new NoticeBacklog(this.log.jdbc);
		Executor executor = sends ? this.senders : (task) -> {
		};
		ApplicationLanes lanes = new ApplicationLanes(executor, executor);
		NoticeSender sender = new NoticeSender(this.applications, new LogoutTokens(KEYS, nodes.clock),
				new NoticePost(this.client, this.alarm), rows, lanes, this.events::add, nodes.clock);
		SweepRows sweeps = new SweepRows(this.log.jdbc, nodes.clock);
		SweepWriter sweepWriter = new SweepWriter(sweeps, new SweptGrants(this.log.jdbc, new GrantSteps(this.log.jdbc)),
				writer, backlog, this.log.transaction, nodes.clock);
		this.dispatch = new NoticeDispatch(rows, backlog, sweeps, sweepWriter, sender, lanes,
				sends ? Runnable::run : (task) -> {
				}, nodes.clock);
		this.purge = new NoticePurge(rows, backlog, this.applications, this.events::add, nodes.clock, MOST);
		NoticeIssuer issuer = new NoticeIssuer(TestIssuers.of(new PublicUrl(List.of(ISSUER), "")),
				new IssuerSettings("latchkey"));
		this.outbox = new LogoutNotices(new NoticeRecipients(this.log.jdbc), writer, sweeps, sender, this.dispatch,
				issuer, nodes.clock);
		this.expiries = new ExpiryNotices(
				new ExpiredSessions(this.log.jdbc, new GrantSteps(this.log.jdbc), MANY, nodes.clock), writer, issuer,
				this.log.transaction);
		this.sessions = new SessionNode(nodes, this.log, MANY, this.outbox);
	}

	/**
	 * Start a node.
	 */
	static NoticeNode on(LogNodes nodes) {
		return new NoticeNode(nodes, nodes.started(), true);
	}

	/**
	 * Put a node together that others do not wait for.
	 */
	static NoticeNode besides(LogNodes nodes) {
		return new NoticeNode(nodes, nodes.node(), true);
	}

	/**
	 * Start a node that fails between each commit and what it would send then.
	 */
	static NoticeNode failingAfterCommit(LogNodes nodes) {
		return new NoticeNode(nodes, nodes.node(), false);
	}

	Session login(String account) {
		return this.sessions.logIn(account);
	}

	/**
	 * Give an application something in a session, some time ago.
	 * @return the id of the grant
	 */
	String grant(Session session, Application application, Duration ago) {
		String id = RandomIds.next();
		this.nodes.jdbc.sql("""
				insert into application_grant (id, application_id, handle, account_id, epoch, scopes, redeemed_at,
					refresh_generation, confirmed_generation, created_at, expires_at)
				values (:id, :application, :handle, :account, :epoch, 'openid', :then, 0, 0, :then, :expires)
				""")
			.param("id", id)
			.param("application", application.id())
			.param("handle", session.handle())
			.param("account", session.accountId())
			.param("epoch", session.epoch())
			.param("then", TimeColumns.utc(this.nodes.clock.instant().minus(ago)))
			.param("expires", TimeColumns.utc(session.expiresAt()))
			.update();
		return id;
	}

	/**
	 * Tell an application that something is taken away from it in a session, as a node
	 * does that then fails.
	 */
	void takeAway(Session session, Application application) {
		this.log.transaction
			.executeWithoutResult((status) -> this.outbox.putTakenAway(application.id(), List.of(session.handle())));
	}

	static byte[] payload(String token) {
		return Base64.getUrlDecoder().decode(token.split("\\.")[1]);
	}

	static byte[] header(String token) {
		return Base64.getUrlDecoder().decode(token.split("\\.")[0]);
	}

	@Override
	public void close() {
		this.senders.shutdownNow();
		this.alarm.shutdownNow();
		try {
			this.client.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
