package dev.latchkey.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * One command to a Redis, past the application, on a connection of its own.
 */
final class RawRedisCall {

	private RawRedisCall() {
	}

	/**
	 * Send a command.
	 * @param port where the Redis listens
	 * @param command the command, with blanks between its words
	 * @return its answer as text; of several, the first
	 * @throws IOException if no server answers
	 */
	static String send(int port, String command) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.setSoTimeout(5000);
			socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
			BufferedReader answer = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
			String first = answer.readLine();
			if (first == null) {
				throw new IOException("Redis hung up");
			}
			if (!first.startsWith("$")) {
				return first.substring(1);
			}
			char[] text = new char[Math.max(Integer.parseInt(first.substring(1)), 0)];
			int read = 0;
			while (read < text.length) {
				int more = answer.read(text, read, text.length - read);
				if (more < 0) {
					throw new IOException("Redis hung up");
				}
				read += more;
			}
			return new String(text);
		}
	}

}
