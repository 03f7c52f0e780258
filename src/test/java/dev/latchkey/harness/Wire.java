package dev.latchkey.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The wire between a node and a server, in the test's hands. Where it is blocked, nothing
 * is lost: what was sent meanwhile arrives late, as it does on a real one.
 */
public final class Wire implements AutoCloseable {

	private final ServerSocket listening;

	private final Set<Socket> open = ConcurrentHashMap.newKeySet();

	private boolean blocked;

	private final StringBuilder sent = new StringBuilder();

	private String counted = "";

	private int wanted;

	private volatile boolean cut;

	private volatile int target;

	/**
	 * Lay a wire.
	 * @param target the port that it leads to
	 */
	public Wire(int target) {
		this.target = target;
		try {
			this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		start(this::accept);
	}

	/**
	 * Return where it begins.
	 * @return the port on the loopback address
	 */
	public int port() {
		return this.listening.getLocalPort();
	}

	/**
	 * Lead new connections to another server, as an address does after a failover. Those
	 * that are open stay where they are.
	 * @param port the other server's port
	 */
	public void leadTo(int port) {
		this.target = port;
	}

	/**
	 * Let nothing through, and tell neither side.
	 */
	public synchronized void block() {
		this.blocked = true;
	}

	/**
	 * Hold answers back from when a text is sent, until it was sent so many times: a
	 * sender that waits for an answer before it sends the next one waits for ever.
	 */
	public synchronized void holdAnswers(String text, int times) {
		this.counted = text;
		this.wanted = times;
	}

	/**
	 * Hang up, on all who connect from now on as well.
	 */
	public void cut() {
		this.cut = true;
		hangUp();
	}

	/**
	 * Make it whole again.
	 */
	public synchronized void mend() {
		this.blocked = false;
		this.cut = false;
		notifyAll();
	}

	@Override
	public void close() {
		try {
			this.listening.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		mend();
		hangUp();
	}

	private void accept() {
		while (!this.listening.isClosed()) {
			try {
				Socket near = this.listening.accept();
				if (this.cut) {
					near.close();
				}
				else {
					connect(near);
				}
			}
			catch (IOException ex) {
				// closed, or nothing is at the other end: the caller sees it
			}
		}
	}

	private void connect(Socket near) throws IOException {
		Socket far;
		try {
			far = new Socket(InetAddress.getLoopbackAddress(), this.target);
		}
		catch (IOException ex) {
			near.close();
			throw ex;
		}
		for (Socket end : Set.of(near, far)) {
			end.setTcpNoDelay(true);
			this.open.add(end);
		}
		start(() -> pump(near, far, this::count));
		start(() -> pump(far, near, (answer) -> awaitAnswersDue()));
	}

	private void pump(Socket from, Socket to, Passing passing) {
		byte[] buffer = new byte[8192];
		try (from; to; InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
			for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
				awaitMended();
				passing.of(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
				out.write(buffer, 0, read);
			}
			awaitMended();
		}
		catch (IOException ex) {
			// one end is gone, and so is the other
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.open.remove(from);
			this.open.remove(to);
		}
	}

	private synchronized void awaitMended() throws InterruptedException {
		while (this.blocked) {
			wait();
		}
	}

	private synchronized void count(String passed) {
		if (this.wanted > 0) {
			this.sent.append(passed);
			notifyAll();
		}
	}

	private synchronized void awaitAnswersDue() throws InterruptedException {
		while (this.sent.indexOf(this.counted) >= 0
				&& this.sent.toString().split(Pattern.quote(this.counted), -1).length <= this.wanted) {
			wait();
		}
	}

	private void hangUp() {
		this.open.forEach((end) -> {
			try {
				end.close();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
	}

	private static void start(Runnable task) {
		Thread thread = new Thread(task, "wire");
		thread.setDaemon(true);
		thread.start();
	}

	/**
	 * What to do about some bytes on their way.
	 */
	@FunctionalInterface
	private interface Passing {

		void of(String passed) throws InterruptedException;

	}

}
