package dev.latchkey.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A request that has been sent but for its last byte. Many of these, completed together,
 * are at work on the server at the same moment.
 */
final class LastByte implements AutoCloseable {

	private final Socket socket;

	private final byte last;

	private LastByte(Socket socket, byte last) {
		this.socket = socket;
		this.last = last;
	}

	/**
	 * Send a login but for its last byte.
	 */
	static LastByte login(int port, String address, String username, String password) {
		String body = "{\"username\":\"" + username + "\",\"password\":\"" + password + "\"}";
		byte[] request = ("POST /api/login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Forwarded-For: "
				+ address + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
				+ body)
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

	void complete() {
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
	int status() {
		try {
			String answer = new String(this.socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
			return Integer.parseInt(answer.substring(9, 12));
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
