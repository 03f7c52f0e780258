package dev.latchkey.harness;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.awaitility.Awaitility;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;

/**
 * Starts a Redis as a child process: the one on the {@code PATH}, else the one that
 * embedded-redis brings.
 */
final class RedisLauncher implements ProcessServer.Launch {

	private final String settings;

	private final List<String> arguments;

	RedisLauncher() {
		// while the disk is busy with an fsync, Redis holds its writes back for up to two
		// seconds, and a kill loses them; without any, the system has them at once
		this("appendonly yes\nappendfsync no\nsave \"\"\n");
	}

	/**
	 * Describe a Redis.
	 * @param settings what its configuration says beside port and directory
	 * @param arguments what comes after that on the command line
	 */
	RedisLauncher(String settings, String... arguments) {
		this.settings = settings;
		this.arguments = List.of(arguments);
	}

	@Override
	public ProcessHandle start(int port, Path directory) throws IOException {
		Path configuration = directory.resolve("redis.conf");
		if (!Files.exists(configuration)) {
			// a sentinel has written into its own since
			Files.writeString(configuration,
					"bind 127.0.0.1\nport %s\ndir \"%s\"\n".formatted(port, directory) + this.settings);
		}
		IOException refused = new IOException("No Redis starts here: install redis-server");
		try {
			return start("redis-server", configuration, port);
		}
		catch (IOException ex) {
			refused.addSuppressed(ex);
		}
		// the static one of the smaller sibling runs where the dynamic one
		// lacks a library
		for (OsArchitecture machine : List.of(OsArchitecture.detectOSandArchitecture(), OsArchitecture.UNIX_x86)) {
			try {
				return start(bundled(machine, directory), configuration, port);
			}
			catch (IOException ex) {
				refused.addSuppressed(ex);
			}
		}
		throw refused;
	}

	private ProcessHandle start(String binary, Path configuration, int port) throws IOException {
		List<String> command = new ArrayList<>(List.of(binary, configuration.toString()));
		command.addAll(this.arguments);
		Process process = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(configuration.resolveSibling("redis.log").toFile())
			.start();
		Awaitility.await()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(20))
			.atMost(Duration.ofSeconds(30))
			.until(() -> !process.isAlive() || answers(port));
		if (!process.isAlive()) {
			throw new IOException(binary + " ended with " + process.exitValue());
		}
		return process.toHandle();
	}

	static boolean answers(int port) {
		try {
			return "PONG".equals(RawRedisCall.send(port, "PING"));
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static String bundled(OsArchitecture machine, Path directory) throws IOException {
		String name = ExecutableProvider.newProvidedVersionsMap().get(machine);
		try (InputStream resource = RedisLauncher.class.getResourceAsStream("/" + name)) {
			if (resource == null) {
				throw new IOException("None is bundled for this machine");
			}
			Path binary = directory.resolve(name);
			Files.copy(resource, binary, StandardCopyOption.REPLACE_EXISTING);
			if (!binary.toFile().setExecutable(true)) {
				throw new IOException(binary + " cannot be made executable");
			}
			return binary.toString();
		}
	}

}
