package dev.latchkey.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A request that has been sent but for its last byte. Many of these, completed together,
 * are at work on the server at the same moment. The client asks the server to say when it
 * waits for the rest.
 */
public final class LastByte implements AutoCloseable {

	private static final String JSON = "application/json";

	/** What the server says when it has read the head (RFC 9110, 15.2.1). */
	private static final String CONTINUE = "HTTP/1.1 100 \r\n\r\n";

	private final Socket socket;

	private final byte last;

	private boolean begun;

	private LastByte(Socket socket, byte last) {
		this.socket = socket;
		this.last = last;
	}

	/**
	 * Send a login but for its last byte.
	 * @param port the service's port
	 * @param address the client's address, for a service behind a proxy
	 * @param username the name
	 * @param password the password
	 * @return the request
	 */
	public static LastByte login(int port, String address, String username, String password) {
		return request(port, "POST /api/login", JSON,
				"{\"username\":\"" + username + "\",\"password\":\"" + password + "\"}", "X-Forwarded-For: " + address);
	}

	/**
	 * Send a call of a client who is signed in but for its last byte.
	 * @param client the client
	 * @param port the service's port
	 * @param call the method and the path
	 * @param body the JSON
	 * @return the request
	 */
	public static LastByte call(Client client, int port, String call, String body) {
		return call(client, port, call, JSON, body);
	}

	/**
	 * Send a call of a client who is signed in but for its last byte.
	 * @param client the client
	 * @param port the service's port
	 * @param call the method and the path
	 * @param type the body's media type
	 * @param body the body
	 * @return the request
	 */
	public static LastByte call(Client client, int port, String call, String type, String body) {
		if (client.usesCookies()) {
			String csrf = client.csrf();
			return request(port, call, type, body, "Cookie: " + Client.COOKIE + "=" + client.credential() + "; "
					+ Client.CSRF_COOKIE + "=" + csrf + "\r\nX-XSRF-TOKEN: " + csrf);
		}
		return request(port, call, type, body, "Authorization: Bearer " + client.credential());
	}

	/**
	 * Send a call of an application but for its last byte.
	 * @param application the application
	 * @param port the service's port
	 * @param path the path
	 * @param body the form
	 * @return the request
	 */
	public static LastByte call(Registered application, int port, String path, String body) {
		return request(port, "POST " + path, "application/x-www-form-urlencoded", body,
				"Authorization: " + application.authorization());
	}

	private static LastByte request(int port, String call, String type, String body, String headers) {
		byte[] request = (call + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAccept: application/json\r\n"
				+ "Expect: 100-continue\r\n" + headers + "\r\nContent-Type: " + type + "\r\nContent-Length: "
				+ body.length() + "\r\n\r\n" + body)
			.getBytes(StandardCharsets.ISO_8859_1);
		try {
			Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
			socket.setTcpNoDelay(true);
			socket.setSoTimeout(60_000);
			socket.getOutputStream().write(request, 0, request.length - 1);
			return new LastByte(socket, request[request.length - 1]);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Wait until the server has read the head, and waits for the last byte.
	 * @return this request
	 */
	public LastByte begun() {
		if (!this.begun) {
			try {
				String answer = new String(this.socket.getInputStream().readNBytes(CONTINUE.length()),
						StandardCharsets.ISO_8859_1);
				if (!answer.equals(CONTINUE)) {
					throw new IllegalStateException("The server does not wait for the body: " + answer);
				}
				this.begun = true;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		return this;
	}

	/**
	 * Send the last byte.
	 */
	public void complete() {
		try {
			this.socket.getOutputStream().write(this.last);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Wait for the answer.
	 * @return its status
	 */
	public int status() {
		try {
			String answer = new String(this.socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
			int start = answer.startsWith(CONTINUE) ? CONTINUE.length() : 0;
			return Integer.parseInt(answer.substring(start + 9, start + 12));
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

}
