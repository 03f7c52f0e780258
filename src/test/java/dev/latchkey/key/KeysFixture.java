package dev.latchkey.key;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import javax.sql.DataSource;

import dev.latchkey.crypto.DerivedKeys;
import dev.latchkey.harness.MovableClock;
import dev.latchkey.harness.TestDatabase;
import dev.latchkey.revocation.RevocationView;
import dev.latchkey.revocation.Views;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The table of signing keys in a migrated database, and nodes that use it.
 */
public final class KeysFixture {

	static final byte MASTER = 1;

	final AtomicInteger connections = new AtomicInteger();

	final AtomicLong nanoTime = new AtomicLong();

	static final Duration LEAD = Duration.ofMinutes(5);

	final MovableClock clock = new MovableClock();

	final JdbcClient jdbc;

	final TransactionOperations transaction;

	volatile boolean down;

	public KeysFixture(TestDatabase database) {
		this(database.newUrl());
	}

	/**
	 * Use a database, which is brought up to date first.
	 */
	KeysFixture(String url) {
		DataSource source = new DriverManagerDataSource(url);
		Flyway.configure().dataSource(source).load().migrate();
		DataSource counted = new DelegatingDataSource(source) {

			@Override
			public Connection getConnection() throws SQLException {
				KeysFixture.this.connections.incrementAndGet();
				if (KeysFixture.this.down) {
					throw new SQLException("gone", "08001");
				}
				return super.getConnection();
			}

		};
		this.jdbc = JdbcClient.create(counted);
		this.transaction = new TransactionTemplate(new JdbcTransactionManager(counted));
	}

	SigningKeys stored(byte master) {
		byte[] key = new byte[32];
		Arrays.fill(key, master);
		return new SigningKeys(this.jdbc, new KeyEncryption(new DerivedKeys(Base64.getEncoder().encodeToString(key))));
	}

	/**
	 * Return a node that has read no key yet.
	 */
	Node node(SigningAlgorithm algorithm) {
		return node(settings(algorithm, null, Duration.ofDays(90)));
	}

	Node node(KeySettings settings) {
		return new Node(this, settings, List.of(new AccessKeyConfiguration().accessKeys(settings)));
	}

	/**
	 * Return a node that issues access tokens, and signs for applications as well.
	 */
	Node nodeForBoth(KeySettings settings) {
		return new Node(this, settings,
				List.of(new AccessKeyConfiguration().accessKeys(settings), new KeyConfiguration().applicationKeys()));
	}

	/**
	 * Return a node that signs for applications only.
	 */
	Node nodeForApplications() {
		return new Node(this, settings(SigningAlgorithm.HS256, null, Duration.ofDays(90)),
				List.of(new KeyConfiguration().applicationKeys()));
	}

	/**
	 * Return the keys of a node that has none but those for applications.
	 */
	public KeyRing startedForApplications() {
		return nodeForAllApplications().start().keyRing;
	}

	/**
	 * Return a node that signs for applications as each of them wants.
	 */
	Node nodeForAllApplications() {
		return new Node(this, settings(SigningAlgorithm.ES256, null, Duration.ofDays(90)),
				List.of(new KeyConfiguration().applicationKeys(), new KeyConfiguration().rsaKeys()));
	}

	public KeyRing started(SigningAlgorithm algorithm) {
		return node(algorithm).start().keyRing;
	}

	public static KeySettings settings(SigningAlgorithm algorithm, @Nullable String key, Duration lifetime) {
		return new KeySettings(algorithm, key, lifetime, LEAD);
	}

	/**
	 * The key beans of one node, put together as the configuration does it.
	 */
	static final class Node {

		final RevocationView view = Views.fresh();

		final List<Object> events = new CopyOnWriteArrayList<>();

		final KeyRing keyRing;

		final FirstKeys firstKeys;

		final KeyRotation keyRotation;

		Node(KeysFixture fixture, KeySettings settings, List<KeyLine> lines) {
			SigningKeys stored = fixture.stored(MASTER);
			KeyMaker keyMaker = new KeyMaker(stored, settings, fixture.clock);
			this.keyRing = new KeyRing(stored, lines, this.view, fixture.clock, fixture.nanoTime::get);
			this.firstKeys = new FirstKeys(stored, lines, keyMaker, this.keyRing, fixture.transaction, settings);
			this.keyRotation = new KeyRotation(stored, lines, keyMaker, this.keyRing, fixture.transaction,
					this.events::add, settings);
		}

		SigningKey rotate(String actor) {
			List<SigningKey> next = this.keyRotation.rotate();
			this.keyRotation.announce(next, actor);
			return next.get(0);
		}

		Node start() {
			this.firstKeys.prepare();
			return this;
		}

	}

}
