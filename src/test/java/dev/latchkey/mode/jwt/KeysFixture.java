package dev.latchkey.mode.jwt;

import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import dev.latchkey.TestDatabase;
import org.flywaydb.core.Flyway;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The table of signing keys in a migrated database, and nodes that use it.
 */
final class KeysFixture {

	static final byte MASTER = 1;

	final AtomicInteger connections = new AtomicInteger();

	final AtomicLong nanoTime = new AtomicLong();

	final JdbcClient jdbc;

	volatile boolean down;

	KeysFixture(TestDatabase database) {
		DataSource source = new DriverManagerDataSource(database.newUrl());
		Flyway.configure().dataSource(source).load().migrate();
		this.jdbc = JdbcClient.create(new DelegatingDataSource(source) {

			@Override
			public Connection getConnection() throws SQLException {
				KeysFixture.this.connections.incrementAndGet();
				if (KeysFixture.this.down) {
					throw new SQLException("gone", "08001");
				}
				return super.getConnection();
			}

		});
	}

	SigningKeys stored(byte master) {
		byte[] key = new byte[32];
		Arrays.fill(key, master);
		return new SigningKeys(this.jdbc, new KeySeal(new DerivedKeys(Base64.getEncoder().encodeToString(key))));
	}

	KeyRing node(SigningAlgorithm algorithm) {
		return new KeyRing(stored(MASTER), algorithm, Clock.systemUTC(), this.nanoTime::get);
	}

	KeyRing started(SigningAlgorithm algorithm) {
		KeyRing node = node(algorithm);
		node.start();
		return node;
	}

}
