package dev.latchkey.promise;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.latchkey.harness.Person;
import dev.latchkey.harness.RawConnection;
import dev.latchkey.harness.SlowSender;

/**
 * Connections on which requests with bodies are sent in parts.
 */
final class RawBodies implements AutoCloseable {

	static final String FORM = "application/x-www-form-urlencoded";

	static final String JSON = "application/json";

	private final int port;

	private final List<RawConnection> open = new ArrayList<>();

	private final SlowSender sender = new SlowSender();

	RawBodies(int port) {
		this.port = port;
	}

	/**
	 * Connect from an address of the loopback network.
	 */
	RawConnection connect(String address) {
		RawConnection connection = RawConnection.from(address, this.port);
		this.open.add(connection);
		return connection;
	}

	/**
	 * Send pieces one after the other: the server sees that there is no more for now, and
	 * copes where it does not.
	 */
	RawConnection slowly(RawConnection connection, Duration between, List<String> pieces) {
		return this.sender.send(connection, between, pieces);
	}

	/**
	 * Send spaces until the server has had enough.
	 */
	void trickle(RawConnection connection, Duration between) {
		this.sender.begin(connection, between, Stream.generate(() -> " ").iterator());
	}

	/**
	 * Sign in in three parts.
	 */
	RawConnection inParts(String address, String login) {
		return slowly(connect(address), Duration.ofMillis(20),
				List.of(post("/api/login", JSON, login.length(), ""), login.substring(0, 10), login.substring(10)));
	}

	/**
	 * Close all connections.
	 */
	void hangUp() {
		this.open.forEach(RawConnection::close);
		this.open.clear();
	}

	@Override
	public void close() {
		this.sender.close();
		hangUp();
	}

	static String login(Person person) {
		return "{\"username\":\"" + person.username() + "\",\"password\":\"" + person.password() + "\"}";
	}

	static String post(String path, String type, int length, String header) {
		return head(path, type) + (header.isEmpty() ? "" : header + "\r\n") + "Content-Length: " + length + "\r\n\r\n";
	}

	static String chunked(String path, String type) {
		return head(path, type) + "Transfer-Encoding: chunked\r\n\r\n";
	}

	private static String head(String path, String type) {
		return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type + "\r\n";
	}

}
