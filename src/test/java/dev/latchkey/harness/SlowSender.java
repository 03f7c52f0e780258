package dev.latchkey.harness;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Sends on any number of connections piece by piece, as slow clients do, at fixed times
 * and with one thread.
 */
public final class SlowSender implements AutoCloseable {

	private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

	/**
	 * Send pieces with time in between, and wait until all are sent or the server has
	 * closed the connection.
	 * @param connection the connection
	 * @param between the time between two pieces
	 * @param pieces the pieces
	 * @return the connection
	 */
	public RawConnection send(RawConnection connection, Duration between, List<String> pieces) {
		begin(connection, between, pieces.iterator()).join();
		return connection;
	}

	/**
	 * Begin to send pieces with time in between, until all are sent, the server has
	 * closed the connection, or this is closed.
	 * @param connection the connection
	 * @param between the time between two pieces
	 * @param pieces the pieces
	 * @return is complete afterwards
	 */
	public CompletableFuture<Void> begin(RawConnection connection, Duration between, Iterator<String> pieces) {
		CompletableFuture<Void> sent = new CompletableFuture<>();
		sendNext(connection, between, pieces, sent);
		return sent;
	}

	private void sendNext(RawConnection connection, Duration between, Iterator<String> pieces,
			CompletableFuture<Void> sent) {
		if (pieces.hasNext() && connection.trySend(pieces.next()) && pieces.hasNext()) {
			this.timer.schedule(() -> sendNext(connection, between, pieces, sent), between.toMillis(),
					TimeUnit.MILLISECONDS);
		}
		else {
			sent.complete(null);
		}
	}

	@Override
	public void close() {
		this.timer.shutdownNow();
	}

}
