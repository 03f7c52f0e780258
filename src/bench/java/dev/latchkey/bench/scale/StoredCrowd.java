package dev.latchkey.bench.scale;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

import dev.latchkey.bench.load.Peer;
import dev.latchkey.factor.AuthenticationMethods;
import dev.latchkey.harness.RawRedis;
import dev.latchkey.mode.session.StoredSessionCommands;
import dev.latchkey.session.Session;

/**
 * Very many sessions, written past the application in the form in which it writes them
 * itself. Most accounts have some; a few have a thousand.
 */
final class StoredCrowd {

	private static final int MOST_BUSY = 500;

	private static final int SESSIONS_OF_BUSY = 1_000;

	private static final int SESSIONS_EACH = 20;

	private static final int BATCH = 500;

	private static final int DRAWN = 100_000;

	private final Instant started = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofMinutes(5));

	// the same ones in each run
	private final Random random = new Random(1);

	private final int size;

	StoredCrowd(int size) {
		this.size = size;
	}

	/**
	 * Return how many accounts have a thousand sessions: the first ones.
	 */
	int busy() {
		return Math.min(MOST_BUSY, this.size / 2 / SESSIONS_OF_BUSY);
	}

	int accounts() {
		return account(this.size - 1) + 1;
	}

	/**
	 * Return the header of a client that holds a session.
	 */
	static String[] header(Peer peer, int number) {
		String[] header = peer.carries().split(": ", 2);
		header[1] += cookie(number);
		return header;
	}

	/**
	 * Return the headers of sessions drawn from all of them, more than are asked about in
	 * one stretch.
	 */
	List<String[]> anyone(Peer peer) {
		return this.random.ints(DRAWN, 0, this.size).mapToObj((number) -> header(peer, number)).toList();
	}

	private static String cookie(int number) {
		return hash("SHA-256", "value" + number);
	}

	static String username(int account) {
		return "user-" + account;
	}

	private int account(int session) {
		int others = session - busy() * SESSIONS_OF_BUSY;
		return (others < 0) ? session / SESSIONS_OF_BUSY : busy() + others / SESSIONS_EACH;
	}

	void intoDatabase(Connection database, String mode) throws SQLException {
		// the same names as in Redis: MD5 in base64url
		String name = "translate(left(encode(decode(md5(%s), 'hex'), 'base64'), 22), '+/', '-_')";
		try (Statement statement = database.createStatement()) {
			statement.execute("""
					insert into account (id, username, password_hash, status, must_change_password, created_at)
					select %s, 'user-' || n, 'none', 'active', false, now() from generate_series(0, %d) as n
					""".formatted(name.formatted("'a' || n"), accounts() - 1));
			statement.execute(
					"""
							insert into user_session (handle, account_id, epoch, mode, transport, remembered, started_at,
								last_seen_at, idle_expires_at, expires_at, address, user_agent,
								refresh_generation, confirmed_generation)
							select %s, %s, 0, '%s', 'COOKIE', false, t, t, t + interval '2 hours', t + interval '12 hours',
								'192.0.2.' || (n %% 250), 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 0, 0
							from (select n, timestamptz '%s' - n * interval '1 millisecond' as t
								from generate_series(0, %d) as n) as numbers
							"""
						.formatted(name.formatted("'h' || n"),
								name.formatted("'a' || (case when n < %1$d then n / %2$d else %3$d + (n - %1$d) / %4$d end)"
									.formatted(busy() * SESSIONS_OF_BUSY, SESSIONS_OF_BUSY, busy(), SESSIONS_EACH)),
								mode, this.started, this.size - 1));
			statement.execute("vacuum analyze user_session");
			statement.execute("vacuum analyze account");
		}
	}

	/**
	 * Write the sessions of an installation.
	 */
	void intoRedis(RawRedis redis, String installation) {
		StoredSessionCommands stored = new StoredSessionCommands(Peer.MASTER_KEY, installation);
		List<String> commands = new ArrayList<>();
		for (int i = 0; i < this.size; i++) {
			String handle = hash("MD5", "h" + i);
			Session session = new Session(handle, hash("MD5", "a" + account(i)), username(account(i)),
					new TreeSet<>(List.of("USER")), new TreeSet<>(), false, 0, this.started,
					this.started.plus(Duration.ofHours(12)), AuthenticationMethods.PASSWORD, this.started, false);
			commands.addAll(stored.of(cookie(i), session));
			if (commands.size() >= BATCH || i == this.size - 1) {
				redis.pipeline(commands);
				commands.clear();
			}
		}
	}

	/**
	 * Write a log of what has ended lately, which a node reads when it starts.
	 */
	void endings(Connection database, int count) throws SQLException {
		try (Statement statement = database.createStatement()) {
			statement.execute(
					"""
							insert into revocation (seq, id, scope, account_id, handle, reason, actor, created_at, expires_at)
							select h.seq + n, 'ending-' || n, 'SESSION', 'nobody', 'handle-' || n, 'LOGGED_OUT', 'somebody', now(),
								now() + interval '13 hours'
							from generate_series(1, %1$d) as n, revocation_head h
							"""
						.formatted(count));
			statement.execute("update revocation_head set seq = seq + " + count);
		}
	}

	private static String hash(String algorithm, String text) {
		try {
			byte[] digest = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.US_ASCII));
			return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
