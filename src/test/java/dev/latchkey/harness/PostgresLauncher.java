package dev.latchkey.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;

/**
 * Starts a PostgreSQL as a child process, from the binaries that the build brings. The
 * first of a JVM makes the files of an empty one, and the others begin with a copy, since
 * making them takes seconds.
 */
class PostgresLauncher implements ProcessServer.Launch {

	private @Nullable EmbeddedPostgres current;

	@Override
	public ProcessHandle start(int port, Path directory) throws IOException {
		if (this.current != null) {
			// gives back the lock on the directory
			this.current.close();
		}
		Path data = directory.resolve("data");
		if (!Files.exists(data)) {
			EmptyPostgres.copyTo(data);
		}
		this.current = EmbeddedPostgres.builder()
			.setPort(port)
			.setDataDirectory(data)
			.setCleanDataDirectory(false)
			.setRegisterShutdownHook(false)
			.setDataDirectoryCustomizer((made) -> EmptyPostgres.keep(made.toPath()))
			// the default here forgets commits when it is killed
			.setServerConfig("synchronous_commit", "on")
			.setServerConfig("max_connections", "400")
			.setServerConfig("listen_addresses", "127.0.0.1")
			.start();
		return ProcessHandle.of(pid(data)).orElseThrow(() -> new IOException("PostgreSQL ended at once"));
	}

	private static long pid(Path data) throws IOException {
		try (Stream<String> lines = Files.lines(data.resolve("postmaster.pid"))) {
			return lines.findFirst().map(Long::valueOf).orElseThrow();
		}
	}

}
