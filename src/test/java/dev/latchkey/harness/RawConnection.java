package dev.latchkey.harness;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One connection of a client that sends its requests in pieces, and reads the answers
 * when it likes. Each char is a byte.
 */
public final class RawConnection implements AutoCloseable {

	/** How long to wait for an answer, in milliseconds. */
	private static final int PATIENCE = 60_000;

	private final Socket socket;

	private RawConnection(Socket socket) {
		this.socket = socket;
	}

	/**
	 * Connect.
	 * @param address the client's own address, one of the loopback network
	 * @param port the service's port
	 * @return the connection
	 */
	public static RawConnection from(String address, int port) {
		return from(address, port, 0);
	}

	/**
	 * Connect as a client that can take in little at a time.
	 * @param address the client's own address, one of the loopback network
	 * @param port the service's port
	 * @param receiveBuffer how many bytes may wait for this client to read them
	 * @return the connection
	 */
	public static RawConnection from(String address, int port, int receiveBuffer) {
		try {
			Socket socket = new Socket();
			if (receiveBuffer > 0) {
				socket.setReceiveBufferSize(receiveBuffer);
			}
			socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
			socket.setTcpNoDelay(true);
			socket.setSoTimeout(PATIENCE);
			socket.connect(new InetSocketAddress("127.0.0.1", port));
			return new RawConnection(socket);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Send a piece.
	 * @param piece the piece
	 * @return this connection
	 */
	public RawConnection send(String piece) {
		if (!trySend(piece)) {
			throw new IllegalStateException("The server has closed the connection");
		}
		return this;
	}

	/**
	 * Send a piece, unless the server has closed the connection.
	 * @param piece the piece
	 * @return whether it was sent
	 */
	public boolean trySend(String piece) {
		try {
			this.socket.getOutputStream().write(piece.getBytes(StandardCharsets.ISO_8859_1));
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Read a little of what has come, if anything has.
	 * @param most how many bytes; with 0 it is not seen whether the server has closed the
	 * connection
	 * @return whether the connection is still good
	 */
	public boolean tryRead(int most) {
		try {
			InputStream in = this.socket.getInputStream();
			if (in.available() > 0 || most == 0) {
				in.readNBytes(Math.min(in.available(), most));
				return true;
			}
			this.socket.setSoTimeout(1);
			return in.read() >= 0;
		}
		catch (SocketTimeoutException ex) {
			return true;
		}
		catch (IOException ex) {
			return false;
		}
		finally {
			patient();
		}
	}

	private void patient() {
		try {
			this.socket.setSoTimeout(PATIENCE);
		}
		catch (SocketException ex) {
			// closed: nothing is read any more
		}
	}

	/**
	 * Say that nothing follows.
	 * @return this connection
	 */
	public RawConnection endRequests() {
		try {
			this.socket.shutdownOutput();
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Read one answer: its head, and the body if its length is given.
	 * @return the answer as it came
	 */
	public String answer() {
		try {
			InputStream in = this.socket.getInputStream();
			StringBuilder answer = new StringBuilder();
			while (answer.indexOf("\r\n\r\n") < 0) {
				answer.append((char) readByte(in));
			}
			for (String line : answer.toString().split("\r\n")) {
				if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
					int length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
					answer.append(new String(in.readNBytes(length), StandardCharsets.ISO_8859_1));
				}
			}
			return answer.toString();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Send a request, and read its answer.
	 * @param request the request
	 * @return the answer as it came; empty if the server has closed the connection
	 * instead
	 */
	public String ask(String request) {
		try {
			return trySend(request) ? answer() : "";
		}
		catch (UncheckedIOException ex) {
			if (ex.getCause() instanceof EOFException || ex.getCause() instanceof SocketException) {
				return "";
			}
			throw ex;
		}
	}

	private static int readByte(InputStream in) throws IOException {
		int next = in.read();
		if (next < 0) {
			throw new EOFException("The server has closed the connection");
		}
		return next;
	}

	/**
	 * Read until the server closes the connection.
	 * @return what has come until then
	 */
	public String untilClosed() {
		ByteArrayOutputStream answers = new ByteArrayOutputStream();
		try {
			this.socket.getInputStream().transferTo(answers);
		}
		catch (SocketException ex) {
			// closed with bytes unread: what came before counts
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return answers.toString(StandardCharsets.ISO_8859_1);
	}

	/**
	 * Return the status of an answer.
	 * @param answer the answer as it came
	 * @return the status
	 */
	public static int status(String answer) {
		return Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
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
