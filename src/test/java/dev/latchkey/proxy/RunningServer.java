package dev.latchkey.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server in a process of its own.
 */
final class RunningServer implements AutoCloseable {

	private final Process process;

	private final Thread atExit;

	/**
	 * Start it and wait until it listens.
	 * @param command what starts it, in the foreground
	 * @param output where it says what it has to say
	 * @param port where it listens
	 */
	RunningServer(ProcessBuilder command, Path output, int port) throws IOException {
		this.process = command.redirectErrorStream(true).redirectOutput(output.toFile()).start();
		this.atExit = new Thread(this.process::destroy);
		Runtime.getRuntime().addShutdownHook(this.atExit);
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
			assertThat(this.process.isAlive()).as(Files.readString(output)).isTrue();
			return listens(port);
		});
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
