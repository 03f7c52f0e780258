package dev.latchkey.harness;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server in a process of its own.
 */
public final class RunningServer implements AutoCloseable {

	private final Process process;

	private final Thread atExit;

	/**
	 * Start it and wait until it listens.
	 * @param command what starts it, in the foreground
	 * @param output where it says what it has to say
	 * @param port where it listens
	 * @throws IOException if it cannot be started
	 */
	public RunningServer(ProcessBuilder command, Path output, int port) throws IOException {
		this.process = command.redirectErrorStream(true).redirectOutput(output.toFile()).start();
		this.atExit = new Thread(this.process::destroy);
		Runtime.getRuntime().addShutdownHook(this.atExit);
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
			assertThat(this.process.isAlive()).as(Files.readString(output)).isTrue();
			return listens(port);
		});
	}

	/**
	 * Find an installed program, or skip the test where there is none.
	 * @param name its name
	 * @return its path
	 */
	public static String binary(String name) {
		Optional<Path> found = Stream
			.concat(Stream.of(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/sbin"))
			.map((directory) -> Path.of(directory, name))
			.filter(Files::isExecutable)
			.findFirst();
		Skips.unless(found.isPresent(), "the tests with real servers need " + name);
		return found.orElseThrow().toString();
	}

	private static boolean listens(int port) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	@Override
	public void close() {
		Runtime.getRuntime().removeShutdownHook(this.atExit);
		this.process.destroy();
		try {
			if (!this.process.waitFor(20, TimeUnit.SECONDS)) {
				this.process.destroyForcibly().waitFor();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
