package dev.latchkey.revocation;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.latchkey.crypto.DerivedKeys;
import dev.latchkey.harness.MovableClock;
import dev.latchkey.harness.TestDatabase;
import dev.latchkey.revocation.installation.InstallationId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.flywaydb.core.Flyway;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Nodes put together by hand, as {@link RevocationConfiguration} does it, on one real
 * database and one {@link ChannelWire}. Nothing happens by itself: a test pulls,
 * delivers, and lets time go by.
 */
public final class LogNodes {

	static final Duration LEASE = Duration.ofSeconds(10);

	/** Just before a node commits its lease. */
	static final String LEASE_IS_COMMITTED = "update node set applied_seq = ?, lease_millis";

	/** Just before a node reads what is new in the log. */
	static final String LOG_IS_READ = "from revocation where seq >= ";

	/** Just before a node that starts reads how long the log is. */
	static final String HEAD_IS_READ = "from revocation_head h join";

	/** Just before a node that starts reads the whole log. */
	static final String WHOLE_LOG_IS_READ = "from revocation where expires_at > ";

	/** Just before a node writes down how far it has come. */
	static final String ROW_SAYS_APPLIED = "update node set applied_seq = ? where";

	/** Just before the node that revokes reads which nodes to wait for. */
	public static final String LEASES_ARE_READ = "select id, applied_seq from node";

	/** What the nodes authenticate their messages for. */
	static final InstallationId INSTALLATION = new InstallationId("of-these-nodes");

	private static final DerivedKeys KEYS = new DerivedKeys(Base64.getEncoder().encodeToString(new byte[32]));

	private static final Map<TestDatabase, HikariDataSource> DATABASES = new ConcurrentHashMap<>();

	/** The database, past all nodes. */
	public final JdbcClient jdbc;

	/** What connects the nodes. */
	public final ChannelWire wire = new ChannelWire();

	/** The wall clock of all nodes. */
	public final MovableClock clock = new MovableClock();

	private final AtomicLong ahead = new AtomicLong();

	private final AtomicInteger names = new AtomicInteger();

	private final DataSource database;

	private LogNodes(DataSource database) {
		this.database = database;
		this.jdbc = JdbcClient.create(database);
	}

	/**
	 * Begin with an empty database.
	 * @param database the kind; there is one of each for all tests
	 */
	public static LogNodes on(TestDatabase database) {
		LogNodes nodes = new LogNodes(DATABASES.computeIfAbsent(database, (kind) -> migrated(kind.newUrl())));
		nodes.reset();
		return nodes;
	}

	/**
	 * Begin with a separate H2, which keeps the statements that it has parsed.
	 */
	public static LogNodes alone() {
		return new LogNodes(migrated(TestDatabase.H2.newUrl() + ";QUERY_CACHE_SIZE=256"));
	}

	private static HikariDataSource migrated(String url) {
		HikariDataSource source = new HikariDataSource();
		source.setJdbcUrl(url);
		source.setMaximumPoolSize(20);
		Flyway.configure().dataSource(source).load().migrate();
		return source;
	}

	/**
	 * Forget all that was ended, and who was there.
	 */
	public void reset() {
		List.of("node", "revocation", "ended_account", "ended_role", "user_session", "entry_ticket",
				"device_authorization", "application_grant", "application", "account_role", "account")
			.forEach((table) -> this.jdbc.sql("delete from " + table).update());
		this.jdbc.sql(
				"update revocation_head set seq = 0, everybody = 0, live_since = timestamp with time zone '2000-01-01 00:00:00+00'")
			.update();
	}

	/**
	 * Insert an account, whose name is its id.
	 */
	public void account(String id) {
		this.jdbc.sql("""
				insert into account (id, username, password_hash, status, must_change_password, created_at)
				values (?, ?, 'hash', 'active', false, current_timestamp)
				""").params(id, id).update();
	}

	/**
	 * Put a node together; it does not take part yet.
	 */
	public Node node() {
		return node((node) -> new NoDenyList());
	}

	Node node(Function<Node, DenyList> denyList) {
		return new Node("node-" + this.names.incrementAndGet(), LEASE, denyList);
	}

	/**
	 * Start a node with a lease of its own length.
	 */
	Node startedFor(Duration lease) {
		Node node = new Node("node-" + this.names.incrementAndGet(), lease, (one) -> new NoDenyList());
		node.pull.start();
		return node;
	}

	/**
	 * Start a node.
	 */
	public Node started() {
		Node node = node();
		node.pull.start();
		return node;
	}

	/**
	 * Let time go by, for the nodes and for the database.
	 */
	void pass(Duration time) {
		this.ahead.addAndGet(time.toNanos());
		this.clock.advance(time);
		this.jdbc.sql("update node set lease_until = lease_until - cast(? as integer) * interval '0.001' second")
			.param(time.toMillis())
			.update();
	}

	/**
	 * Set the database's clock back, to where it should have been: the leases that were
	 * written by then reach further by as much.
	 */
	void setDatabaseClockBack(Duration time) {
		this.jdbc.sql("update node set lease_until = lease_until + cast(? as integer) * interval '0.001' second")
			.param(time.toMillis())
			.update();
	}

	/**
	 * Return a channel on which messages are authenticated as these nodes do it, if it is
	 * for their installation.
	 */
	static AuthenticatedChannel authenticated(NodeChannel channel, InstallationId installation) {
		return new AuthenticatedChannel(channel, KEYS, installation,
				new RefusedMessages(new SimpleMeterRegistry(), System::nanoTime));
	}

	long nanoTime() {
		return System.nanoTime() + this.ahead.get();
	}

	/**
	 * One node.
	 */
	public final class Node {

		/** Its name. */
		public final String id;

		/** Its way to the database. */
		public final SteppedDatabase database = new SteppedDatabase(LogNodes.this.database);

		/** Statements on that way. */
		public final JdbcClient jdbc = JdbcClient.create(this.database);

		/** Transactions on that way. */
		public final TransactionTemplate transaction = new TransactionTemplate(
				new JdbcTransactionManager(this.database));

		/** The log. */
		public final Revocations revocations = new Revocations(this.jdbc, new JdbcTemplate(this.database),
				LogNodes.this.clock);

		/** The view. */
		public final RevocationView view = new RevocationView(LEASE, LogNodes.this::nanoTime);

		/** What makes endings known. */
		public final RevocationBroadcast broadcast;

		final RevocationLog log = new RevocationLog(this.jdbc, new JdbcTemplate(this.database), this.revocations,
				this.transaction, LogNodes.this.clock);

		final NodeLeases leases = new NodeLeases(this.jdbc);

		final LogPosition position = new LogPosition(this.view);

		final NodeAcknowledgements acknowledgements = new NodeAcknowledgements();

		final NodeChannel channel = LogNodes.this.wire.plug();

		final SimpleMeterRegistry meters = new SimpleMeterRegistry();

		final DenyList denyList;

		final LogPull pull;

		final LogWatch watch;

		final RevocationPush push;

		private Node(String id, Duration lease, Function<Node, DenyList> denyList) {
			this.id = id;
			RevocationMetrics metrics = new RevocationMetrics(this.meters, this.view, LogNodes.this.clock);
			NodeId nodeId = new NodeId(id);
			KnownNodes knownNodes = new KnownNodes(nodeId, this.leases, LogNodes.this::nanoTime);
			RefusedMessages refused = new RefusedMessages(this.meters, LogNodes.this::nanoTime);
			this.pull = new LogPull(nodeId, this.log, this.leases, knownNodes, this.view, this.position, metrics, lease,
					LogNodes.this.clock, LogNodes.this::nanoTime);
			this.watch = new LogWatch(this.pull, new RevocationSettings(LEASE, LEASE), (event) -> {
			});
			this.push = new RevocationPush(nodeId, new AuthenticatedChannel(this.channel, KEYS, INSTALLATION, refused),
					this.position, this.pull, this.acknowledgements, knownNodes, refused, metrics,
					LogNodes.this::nanoTime);
			this.denyList = denyList.apply(this);
			this.broadcast = new RevocationBroadcast(nodeId, this.revocations, this.leases, this.position, this.pull,
					this.push, this.denyList, this.acknowledgements, metrics);
		}

		/**
		 * Take part.
		 */
		public void start() {
			this.pull.start();
		}

		/**
		 * Die: say nothing any more, and let the lease be over.
		 */
		public void die() {
			unplug();
			LogNodes.this.jdbc.sql("delete from node where id = ?").param(this.id).update();
		}

		/**
		 * Pull once.
		 */
		public void pull() {
			this.pull.pull();
		}

		/**
		 * Forget what ends nothing any more.
		 */
		public void purge() {
			this.view.purge(LogNodes.this.clock.instant());
			this.log.purge();
			this.leases.purge();
		}

		/**
		 * Stop in order.
		 */
		public void stop() {
			new NodeLifecycle(this.pull).stop();
			unplug();
		}

		/**
		 * Fall silent: no message reaches it or leaves it any more.
		 */
		public void unplug() {
			LogNodes.this.wire.unplug(this.channel);
		}

		/**
		 * End an account's sessions in the log, and announce nothing.
		 */
		Revocation commit(String account) {
			return this.transaction.execute(
					(status) -> this.revocations.endAccount(account, EndReason.FORCED_LOGOUT, "admin", inAnHour()));
		}

		NodeConfirmation end(Revocation... committed) {
			return end(() -> {
			}, committed);
		}

		/**
		 * End it, and let something happen between the announcement and the wait.
		 */
		NodeConfirmation end(Runnable meanwhile, Revocation... committed) {
			RevocationAnnouncement announcement = this.broadcast.announce(List.of(committed));
			meanwhile.run();
			return this.broadcast.await(announcement);
		}

		/**
		 * End it, and answer as soon as it is known that another node has to be waited
		 * for.
		 */
		NodeConfirmation endHurriedly(Revocation... committed) {
			this.database.before(LEASES_ARE_READ, Thread.currentThread()::interrupt);
			try {
				return end(committed);
			}
			finally {
				Thread.interrupted();
			}
		}

		/**
		 * Tell whether the view refuses what a row ended.
		 * @throws RevocationsUnknownException if it cannot tell
		 */
		boolean refuses(Revocation row) {
			String account = (row.accountId() != null) ? row.accountId() : "anybody";
			AskedSession asked = AskedSession.of("session", account, row.seq() - 1);
			return this.view.endOf((row.scope() == Revocation.Scope.ROLE) ? asked.with(row.handle()) : asked) != null;
		}

		boolean cannotTell() {
			try {
				this.view.endOf(AskedSession.of("session", "account", 0));
				return false;
			}
			catch (RevocationsUnknownException ex) {
				return true;
			}
		}

		/**
		 * Return how many messages it has not believed, for a cause.
		 */
		int refused(RefusedMessages.Cause cause) {
			return (int) this.meters
				.counter("latchkey.revocation.refused.messages", "cause", cause.name().toLowerCase(Locale.ROOT))
				.count();
		}

		long applied() {
			return this.position.applied();
		}

		/**
		 * Tell whether a node that revokes now has to wait for it.
		 */
		boolean isLive() {
			return new NodeLeases(LogNodes.this.jdbc).live().containsKey(this.id);
		}

		Instant inAnHour() {
			return LogNodes.this.clock.instant().plus(Duration.ofHours(1));
		}

	}

	private static final class NoDenyList extends DenyList {

		NoDenyList() {
			super(null, null, null, null, System::nanoTime);
		}

		@Override
		void write(List<Revocation> rows) {
			// Redis is away
		}

	}

}
