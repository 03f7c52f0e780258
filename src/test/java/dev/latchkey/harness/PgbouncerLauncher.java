package dev.latchkey.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

/**
 * Starts a PgBouncer in front of a PostgreSQL, as a child process. It gives each
 * transaction another of few connections.
 */
final class PgbouncerLauncher implements ProcessServer.Launch {

	private final int postgres;

	PgbouncerLauncher(int postgres) {
		this.postgres = postgres;
	}

	@Override
	public ProcessHandle start(int port, Path directory) throws IOException {
		Path configuration = directory.resolve("pgbouncer.ini");
		Files.writeString(configuration, """
				[databases]
				* = host=127.0.0.1 port=%s user=%s password=%s
				[pgbouncer]
				listen_addr = 127.0.0.1
				listen_port = %s
				unix_socket_dir =
				auth_type = any
				pool_mode = transaction
				default_pool_size = 3
				server_round_robin = 1
				""".formatted(this.postgres, TestServers.Database.USERNAME, TestServers.Database.PASSWORD, port));
		List<String> command = new ArrayList<>(List.of(binary().toString(), configuration.toString()));
		if (System.getProperty("user.name").equals("root")) {
			// it refuses to run as root
			command.addAll(List.of("-u", "nobody"));
		}
		Process process = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(directory.resolve("pgbouncer.log").toFile())
			.start();
		Awaitility.await()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(20))
			.atMost(Duration.ofSeconds(30))
			.until(() -> !process.isAlive() || TestServers.answers(port));
		if (!process.isAlive()) {
			throw new IOException("PgBouncer ended with " + process.exitValue());
		}
		return process.toHandle();
	}

	private static Path binary() {
		List<Path> found = Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin"))
			.map((directory) -> Path.of(directory, "pgbouncer"))
			.filter(Files::isExecutable)
			.toList();
		Skips.unless(!found.isEmpty(), "the tests behind a pool of connections need pgbouncer");
		return found.get(0);
	}

}
