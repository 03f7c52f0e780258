package dev.latchkey.attack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An attacker's server that waits for requests for keys, and counts the connections.
 */
final class KeyServer implements AutoCloseable {

	private final AtomicInteger connections = new AtomicInteger();

	private final ServerSocket socket;

	KeyServer() {
		try {
			this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Thread thread = new Thread(this::listen, "listener");
		thread.setDaemon(true);
		thread.start();
	}

	private void listen() {
		while (!this.socket.isClosed()) {
			try {
				Socket connection = this.socket.accept();
				this.connections.incrementAndGet();
				connection.close();
			}
			catch (IOException ex) {
				// closed, or the client has gone
			}
		}
	}

	String address() {
		return "http://127.0.0.1:" + this.socket.getLocalPort();
	}

	/**
	 * Connect as a verifier would that follows the address.
	 */
	void visit() {
		try (Socket visitor = new Socket(InetAddress.getLoopbackAddress(), this.socket.getLocalPort())) {
			visitor.getInputStream().read();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return how many connections came: at least all before the last visit that has
	 * ended.
	 */
	int connections() {
		return this.connections.get();
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
