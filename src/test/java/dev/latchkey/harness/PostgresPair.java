package dev.latchkey.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import org.awaitility.Awaitility;

/**
 * A primary and its replica, which streams from it: always child processes, so that one
 * can be made of the other.
 */
public final class PostgresPair implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private ProcessServer primary;

	private ProcessServer replica;

	/**
	 * Start both.
	 */
	public PostgresPair() {
		ProcessServer first = new ProcessServer(new PostgresLauncher());
		this.primary = first;
		// what is copied has to be complete
		first.stop("-INT");
		this.replica = new ProcessServer(new PostgresLauncher() {

			@Override
			public ProcessHandle start(int port, Path directory) throws IOException {
				if (!Files.exists(directory.resolve("data"))) {
					Directories.copy(first.directory().resolve("data"), directory.resolve("data"));
					follow(directory, first.port());
				}
				return super.start(port, directory);
			}

		});
		first.restart();
		awaitReplication();
	}

	/**
	 * Return the primary.
	 * @return it, for {@link TestServers#freshDatabase(Server)}
	 */
	public Server primary() {
		return this.primary;
	}

	/**
	 * Return a URL that names both.
	 * @param database a database of theirs
	 * @return the URL, which leads to the primary
	 */
	public String url(TestServers.Database database) {
		return "jdbc:postgresql://127.0.0.1:%s,127.0.0.1:%s/%s?targetServerType=primary".formatted(database.port(),
				other(database.port()), database.name());
	}

	/**
	 * Shut the primary down, promote the replica, and start the old primary as the
	 * replica of the new one.
	 */
	public void failOver() {
		ProcessServer old = this.primary;
		old.stop("-INT");
		execute(this.replica.port(), "select pg_promote()");
		try {
			follow(old.directory(), this.replica.port());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.primary = this.replica;
		this.replica = old;
		old.restart();
		awaitReplication();
	}

	private int other(int port) {
		return (port == this.primary.port()) ? this.replica.port() : this.primary.port();
	}

	private void awaitReplication() {
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> "1".equals(
					execute(this.primary.port(), "select count(*) from pg_stat_replication where state = 'streaming'"))
					&& "t".equals(execute(this.replica.port(), "select pg_is_in_recovery()")));
	}

	private static String execute(int port, String sql) {
		try (Connection connection = new TestServers.Database(port, "postgres").connect();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(sql)) {
			rows.next();
			return rows.getString(1);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Let a server be a replica from its next start on.
	 */
	private static void follow(Path directory, int port) throws IOException {
		Path data = directory.resolve("data");
		Files.writeString(data.resolve("standby.signal"), "");
		Files.writeString(data.resolve("postgresql.auto.conf"),
				"primary_conninfo = 'host=127.0.0.1 port=%s user=%s password=%s'\n".formatted(port,
						TestServers.Database.USERNAME, TestServers.Database.PASSWORD),
				StandardOpenOption.APPEND);
	}

	@Override
	public void close() {
		this.replica.close();
		this.primary.close();
	}

}
