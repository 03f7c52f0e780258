package dev.latchkey.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Reads what a client sends for as long as it comes on: how long all of it takes is not
 * limited, but what the client may keep a thread waiting is. The server's own limit is
 * for each read, and starts over with each byte. Now and then it asks whether the client
 * may still send, as a line without an end is never put into effect.
 */
final class PatientInput {

	/** What a client may keep the thread waiting at any speed, in milliseconds. */
	private static final long PATIENCE = 30_000;

	private static final long ASKING_INTERVAL = TimeUnit.SECONDS.toNanos(10);

	private final InputStream body;

	private final Runnable permission;

	private final LongSupplier nanoTime;

	private long asked;

	private long waited;

	// a client that has sent so many bytes may have taken as many milliseconds more
	private long received;

	private boolean begun;

	/**
	 * Read from a client.
	 * @param permission throws an exception once the client may not go on
	 */
	PatientInput(InputStream body, Runnable permission) {
		this(body, permission, System::nanoTime);
	}

	PatientInput(InputStream body, Runnable permission, LongSupplier nanoTime) {
		this.body = body;
		this.permission = permission;
		this.nanoTime = nanoTime;
		this.asked = nanoTime.getAsLong();
	}

	/**
	 * Return whether anything was asked for.
	 */
	boolean hasBegun() {
		return this.begun;
	}

	/**
	 * Read some bytes.
	 * @return how many, or less than 0 at the end
	 * @throws RuntimeException if the client may not go on
	 * @throws StalledInputException if the client is too slow
	 * @throws IOException if the client is gone, or breaks off
	 */
	int read(byte[] into) throws IOException {
		this.begun = true;
		long start = this.nanoTime.getAsLong();
		if (start - this.asked > ASKING_INTERVAL) {
			this.permission.run();
			this.asked = start;
		}
		int count;
		try {
			count = this.body.read(into);
		}
		catch (IOException ex) {
			throw (ex instanceof SocketTimeoutException || ex.getCause() instanceof SocketTimeoutException)
					? new StalledInputException() : ex;
		}
		this.waited += TimeUnit.NANOSECONDS.toMillis(this.nanoTime.getAsLong() - start);
		this.received += Math.max(count, 0);
		if (count >= 0 && this.waited > PATIENCE + this.received) {
			throw new StalledInputException();
		}
		return count;
	}

	/**
	 * Throw away what still comes, for a while: a client that sends before it reads would
	 * find the connection reset, and not its answer (RFC 9112, 9.6).
	 */
	void discard(long bytes, long milliseconds) {
		byte[] buffer = new byte[16 * 1024];
		long end = this.nanoTime.getAsLong() + TimeUnit.MILLISECONDS.toNanos(milliseconds);
		long left = bytes;
		try {
			while (left > 0 && this.nanoTime.getAsLong() - end < 0) {
				int count = this.body.read(buffer);
				if (count < 0) {
					return;
				}
				left -= count;
			}
		}
		catch (IOException ex) {
			// the client is gone, and needs no answer
		}
	}

}
