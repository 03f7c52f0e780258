package dev.latchkey.attack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An attacker who waits for somebody to ask for keys, and counts who comes.
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
				// closed, or whoever came has gone
			}
		}
	}

	String address() {
		return "http://127.0.0.1:" + this.socket.getLocalPort();
	}

	/**
	 * Come as anybody would who follows the address.
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
	 * Return how many came. Whoever came before a visit that has ended is counted.
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
