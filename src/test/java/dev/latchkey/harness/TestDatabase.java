package dev.latchkey.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * The databases that everything has to run on. For a {@code @ParameterizedClass} with an
 * {@code @EnumSource}. PostgreSQL is a real server, one for all tests of a JVM; started
 * by root it runs in a user namespace of its own.
 */
public enum TestDatabase {

	H2 {
		@Override
		public String newUrl() {
			return "jdbc:h2:mem:" + UUID.randomUUID()
					+ ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1";
		}
	},

	POSTGRESQL {
		@Override
		public String newUrl() {
			String name = "test_" + UUID.randomUUID().toString().replace('-', '_');
			try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
					Statement statement = connection.createStatement()) {
				statement.execute("create database " + name);
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
			return Server.POSTGRES.getJdbcUrl("postgres", name);
		}
	};

	/**
	 * Create an empty database.
	 * @return its URL, with all that is needed to connect
	 */
	public abstract String newUrl();

	private static final class Server {

		static final EmbeddedPostgres POSTGRES = start();

		private static EmbeddedPostgres start() {
			try {
				return EmbeddedPostgres.builder().setServerConfig("max_connections", "300").start();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
