package dev.latchkey.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ServerSocketFactory;

/**
 * A mail server that takes no letter: it answers each recipient as it is told, says
 * nothing at all, or never comes to an end.
 */
final class StubbornServer implements AutoCloseable {

	/** Has it begin an answer, and add to it a byte at a time. */
	static final String ENDLESS = "...";

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final ServerSocket socket;

	private final String answer;

	/** How many have come. */
	final AtomicInteger visits = new AtomicInteger();

	/**
	 * Start one.
	 * @param answer to each recipient; empty to say nothing to anything
	 * @param sockets what it listens with, by TLS or not
	 */
	StubbornServer(String answer, ServerSocketFactory sockets) throws IOException {
		this.answer = answer;
		this.socket = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
		this.threads.execute(this::listen);
	}

	int port() {
		return this.socket.getLocalPort();
	}

	private void listen() {
		while (!this.socket.isClosed()) {
			try {
				Socket client = this.socket.accept();
				this.visits.incrementAndGet();
				this.threads.execute(() -> talk(client));
			}
			catch (IOException ex) {
				return;
			}
		}
	}

	private void talk(Socket client) {
		try (client) {
			BufferedReader in = new BufferedReader(
					new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
			if (this.answer.isEmpty()) {
				in.readLine();
				return;
			}
			while (this.answer.equals(ENDLESS)) {
				client.getOutputStream().write('.');
				Thread.sleep(200);
			}
			say(client, "220 here");
			String line = in.readLine();
			while (line != null) {
				say(client, line.startsWith("RCPT") ? this.answer : line.startsWith("QUIT") ? "221 bye" : "250 ok");
				line = in.readLine();
			}
		}
		catch (IOException ex) {
			// the client has gone
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void say(Socket client, String line) throws IOException {
		OutputStream out = client.getOutputStream();
		out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
		out.flush();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
		this.threads.shutdownNow();
	}

}
