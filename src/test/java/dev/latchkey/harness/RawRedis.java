package dev.latchkey.harness;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Speaks to Redis as a client that knows nothing of Latchkey: commands as text, replies
 * as they come.
 */
public final class RawRedis implements AutoCloseable {

	private final Socket socket;

	private final InputStream replies;

	/**
	 * Connect.
	 * @param redis a Redis without a password
	 */
	public RawRedis(Server redis) {
		try {
			this.socket = new Socket(InetAddress.getLoopbackAddress(), redis.port());
			this.socket.setSoTimeout(60_000);
			this.replies = new BufferedInputStream(this.socket.getInputStream());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Send a command and return its reply.
	 * @param command the command and its arguments, as in redis-cli
	 * @return a string, or {@code null}, or a list of these
	 */
	public @Nullable Object call(String command) {
		return pipeline(List.of(command)).get(0);
	}

	/**
	 * Send commands in one go, then read their replies.
	 * @param commands the commands
	 * @return a reply for each
	 */
	public List<@Nullable Object> pipeline(List<String> commands) {
		try {
			String text = String.join("\r\n", commands) + "\r\n";
			this.socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
			List<@Nullable Object> answers = new ArrayList<>();
			for (int i = 0; i < commands.size(); i++) {
				answers.add(reply());
			}
			return answers;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Read what comes without being asked for, after a command such as {@code MONITOR}.
	 * @return the next reply
	 */
	public @Nullable Object next() {
		try {
			return reply();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private @Nullable Object reply() throws IOException {
		String line = line();
		String rest = line.substring(1);
		switch (line.charAt(0)) {
			case '+', ':' -> {
				return rest;
			}
			case '$' -> {
				int length = Integer.parseInt(rest);
				if (length < 0) {
					return null;
				}
				String text = new String(this.replies.readNBytes(length), StandardCharsets.UTF_8);
				line();
				return text;
			}
			case '*' -> {
				List<@Nullable Object> elements = new ArrayList<>();
				for (int i = 0; i < Integer.parseInt(rest); i++) {
					elements.add(reply());
				}
				return elements;
			}
			default -> throw new IllegalStateException("Redis refused: " + line);
		}
	}

	private String line() throws IOException {
		StringBuilder line = new StringBuilder();
		int next = this.replies.read();
		while (next != '\r') {
			if (next < 0) {
				throw new IOException("Redis has closed the connection");
			}
			line.append((char) next);
			next = this.replies.read();
		}
		this.replies.read();
		return line.toString();
	}

}
