package dev.latchkey.harness;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/**
 * Sends what no HTTP library agrees to send.
 */
public final class RawHttp {

	private final int port;

	RawHttp(int port) {
		this.port = port;
	}

	/**
	 * Send a request and read until the server closes.
	 * @param head request line and headers, each in an element; {@code Host} and
	 * {@code Connection: close} are added
	 * @return status line, headers and body as they came, each byte a char; empty if the
	 * server only closed the connection
	 */
	public String send(String... head) {
		String request = String.join("\r\n", head) + "\r\nHost: localhost\r\nConnection: close\r\n\r\n";
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.setSoTimeout(60_000);
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Send anything, say that nothing follows, and read until the server closes.
	 * @param request what to send, each char a byte
	 * @return what came of answers, as for {@link #send}; the server need not have read
	 * all that was sent
	 */
	public String sendAll(String request) {
		ByteArrayOutputStream answers = new ByteArrayOutputStream();
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.setSoTimeout(60_000);
			unlessClosed(() -> {
				socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
				socket.shutdownOutput();
			});
			unlessClosed(() -> socket.getInputStream().transferTo(answers));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return answers.toString(StandardCharsets.ISO_8859_1);
	}

	/**
	 * Send a request and read the status.
	 * @param head as for {@link #send}
	 * @return the status code, or 0 if the server only closed the connection
	 */
	public int status(String... head) {
		String answer = send(head);
		return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
	}

	/**
	 * A server that closes with bytes unread resets the connection.
	 */
	private static void unlessClosed(Exchange exchange) throws IOException {
		try {
			exchange.run();
		}
		catch (SocketException ex) {
			// what it has said until then is what counts
		}
	}

	private interface Exchange {

		void run() throws IOException;

	}

}
