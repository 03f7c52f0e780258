package dev.latchkey.bench.load;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;

import dev.latchkey.harness.Server;
import dev.latchkey.harness.TestServers;

/**
 * A PostgreSQL that counts what it is asked: statements where its build can, without
 * {@code begin} and {@code commit}, and transactions where not.
 */
public final class CountingPostgres {

	private static final String EXTENSION = "pg_stat_statements";

	private final Server server = TestServers.postgres();

	private final boolean countsStatements;

	public CountingPostgres() {
		try {
			this.countsStatements = number(
					"select count(*) from pg_available_extensions where name = '" + EXTENSION + "'") > 0;
			if (this.countsStatements) {
				execute("alter system set shared_preload_libraries = '" + EXTENSION + "'");
				this.server.kill();
				this.server.restart();
				execute("create extension " + EXTENSION);
				execute("alter system set " + EXTENSION + ".track_utility = off");
				execute("select pg_reload_conf()");
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public Server server() {
		return this.server;
	}

	/**
	 * Return what is counted here.
	 */
	public String counted() {
		return this.countsStatements ? "statements" : "transactions";
	}

	/**
	 * Return how many of them a database has seen.
	 */
	public long count(String database) throws SQLException, InterruptedException {
		if (this.countsStatements) {
			return number("select coalesce(sum(calls), 0) from " + EXTENSION
					+ " s join pg_database d on d.oid = s.dbid where d.datname = '" + database + "'");
		}
		// a connection hands its count in once a second
		TimeUnit.MILLISECONDS.sleep(1500);
		return number("select xact_commit + xact_rollback from pg_stat_database where datname = '" + database + "'");
	}

	// in a database of its own, so that what is asked here counts nowhere
	private Connection connect() throws SQLException {
		return new TestServers.Database(this.server.port(), "postgres").connect();
	}

	private void execute(String sql) throws SQLException {
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private long number(String sql) throws SQLException {
		try (Connection connection = connect();
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(sql)) {
			row.next();
			return row.getLong(1);
		}
	}

}
