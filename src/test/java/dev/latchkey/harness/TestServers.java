package dev.latchkey.harness;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * Real servers for the tests: containers where Docker runs, child processes where not.
 */
public final class TestServers {

	private static final boolean DOCKER = docker();

	private static final AtomicInteger DATABASES = new AtomicInteger();

	private TestServers() {
	}

	private static boolean docker() {
		boolean docker = DockerClientFactory.instance().isDockerAvailable();
		System.out.println("Redis and PostgreSQL of the tests run "
				+ (docker ? "in containers" : "as child processes, since no Docker daemon answers"));
		return docker;
	}

	/**
	 * Start a Redis. It takes some milliseconds, so that no test needs to share one.
	 * @return a new, empty server
	 */
	public static Server redis() {
		if (DOCKER) {
			return new ContainerServer(new GenericContainer<>("redis:8-alpine").withCommand("redis-server",
					"--appendonly", "yes", "--appendfsync", "no", "--save", ""), 6379, RedisLauncher::answers);
		}
		return new ProcessServer(new RedisLauncher());
	}

	/**
	 * Start a PostgreSQL of the caller's own, to be taken away and given back. Others use
	 * {@link #freshDatabase()}.
	 * @return a new server
	 */
	public static Server postgres() {
		if (DOCKER) {
			return new ContainerServer(
					new PostgreSQLContainer("postgres:17-alpine").withUsername(Database.USERNAME)
						.withPassword(Database.PASSWORD)
						.withCommand("postgres", "-c", "max_connections=400"),
					PostgreSQLContainer.POSTGRESQL_PORT, TestServers::answers);
		}
		return new ProcessServer(new PostgresLauncher());
	}

	/**
	 * Create an empty database on the PostgreSQL that all tests share.
	 * @return where it is
	 */
	public static Database freshDatabase() {
		return freshDatabase(SharedPostgres.SERVER);
	}

	/**
	 * Create an empty database.
	 * @param server the server to create it on
	 * @return where it is
	 */
	public static Database freshDatabase(Server server) {
		String name = "latchkey_" + DATABASES.incrementAndGet();
		try (Connection connection = new Database(server.port(), "postgres").connect();
				Statement statement = connection.createStatement()) {
			statement.execute("create database " + name);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		return new Database(server.port(), name);
	}

	/**
	 * Start a PgBouncer in transaction mode in front of the PostgreSQL that all tests
	 * share, or skip the test where there is none.
	 * @return a new server, for {@link #freshDatabase(Server)}
	 */
	public static Server pgbouncer() {
		return new ProcessServer(new PgbouncerLauncher(SharedPostgres.SERVER.port()));
	}

	static boolean answers(int port) {
		try (Connection connection = new Database(port, "postgres").connect()) {
			return connection.isValid(5);
		}
		catch (SQLException ex) {
			return false;
		}
	}

	/**
	 * A PostgreSQL database.
	 *
	 * @param port where its server listens
	 * @param name its name
	 */
	public record Database(int port, String name) {

		static final String USERNAME = "postgres";

		static final String PASSWORD = "only-for-tests";

		String url() {
			return "jdbc:postgresql://127.0.0.1:" + this.port + "/" + this.name;
		}

		String urlWithUser() {
			return url() + "?user=" + USERNAME + "&password=" + PASSWORD;
		}

		/**
		 * Open a connection past the application.
		 * @return the connection
		 * @throws SQLException if the server does not answer
		 */
		public Connection connect() throws SQLException {
			return DriverManager.getConnection(url(), USERNAME, PASSWORD);
		}

	}

	/**
	 * Started when first asked for, and shared from then on.
	 */
	private static final class SharedPostgres {

		static final Server SERVER = postgres();

	}

}
