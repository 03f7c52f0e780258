package dev.latchkey.embedded.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Sends one command to the child process over a connection of its own, before the clients
 * of the application exist and after they are gone.
 *
 * @param port the child's port on the loopback
 * @param password the child's password
 */
public record RedisCall(int port, String password) {

	private static final int TIMEOUT = 1000;

	/**
	 * Send a command.
	 * @param command the command, without arguments that need quoting
	 * @return the first line of the answer, or {@code null} if the server closed the
	 * connection
	 * @throws IOException if no server listens there, or it does not answer
	 */
	public @Nullable String send(String command) throws IOException {
		try (Socket socket = new Socket()) {
			socket.setSoTimeout(TIMEOUT);
			socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.port), TIMEOUT);
			String commands = "AUTH %s\r\n%s\r\n".formatted(this.password, command);
			socket.getOutputStream().write(commands.getBytes(StandardCharsets.US_ASCII));
			BufferedReader answers = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
			String authenticated = answers.readLine();
			return "+OK".equals(authenticated) ? answers.readLine() : authenticated;
		}
	}

	/**
	 * Return whether the server is up and has read its data.
	 * @return {@code true} if it answers a ping
	 */
	boolean answers() {
		try {
			return "+PONG".equals(send("PING"));
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Keep the password out of logs.
	 */
	@Override
	public String toString() {
		return "RedisCall[" + this.port + "]";
	}

}
