package dev.latchkey.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sends over TLS what no browser agrees to send, over HTTP/1.1.
 *
 * @param sockets what it connects with
 * @param port where the proxy listens
 */
record TlsClient(SSLSocketFactory sockets, int port) {

	/**
	 * Send a request and read until the proxy closes.
	 * @param host whom to ask, in the handshake and in {@code Host}
	 * @param head request line and headers
	 */
	Reply send(String host, String... head) {
		return sendTo(host, Stream.concat(Stream.of(head), Stream.of("Host: " + host)).toArray(String[]::new));
	}

	/**
	 * Send a request that names its host itself.
	 * @param server whom to ask in the handshake
	 * @param head request line and headers
	 */
	Reply sendTo(String server, String... head) {
		try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), this.port);
				SSLSocket socket = (SSLSocket) this.sockets.createSocket(plain, server, 443, true)) {
			SSLParameters parameters = socket.getSSLParameters();
			parameters.setEndpointIdentificationAlgorithm("HTTPS");
			socket.setSSLParameters(parameters);
			socket.setSoTimeout(60_000);
			socket.getOutputStream()
				.write((String.join("\r\n", head) + "\r\nConnection: close\r\n\r\n")
					.getBytes(StandardCharsets.ISO_8859_1));
			return Reply.parse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * What came back.
	 *
	 * @param status the status code
	 * @param head status line and headers
	 * @param body the rest as it came
	 */
	record Reply(int status, List<String> head, String body) {

		static Reply parse(String answer) {
			String[] parts = answer.split("\r\n\r\n", 2);
			return new Reply(Integer.parseInt(parts[0].substring(9, 12)), parts[0].lines().toList(),
					(parts.length > 1) ? parts[1] : "");
		}

		Optional<String> header(String name) {
			String start = name.toLowerCase(Locale.ROOT) + ":";
			return this.head.stream()
				.filter((line) -> line.toLowerCase(Locale.ROOT).startsWith(start))
				.map((line) -> line.substring(start.length()).strip())
				.findFirst();
		}

	}

}
