package dev.latchkey.mail;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that closes itself after a time, which ends the wait for whatever is read
 * or written on it.
 */
final class ExpiringSocket extends Socket {

	private static final Logger logger = LoggerFactory.getLogger(ExpiringSocket.class);

	private final CompletableFuture<@Nullable Void> life = new CompletableFuture<>();

	ExpiringSocket(Duration lifetime) {
		this.life.orTimeout(lifetime.toMillis(), TimeUnit.MILLISECONDS).exceptionally(this::expire);
	}

	private @Nullable Void expire(Throwable timeout) {
		try {
			super.close();
		}
		catch (IOException ex) {
			logger.debug("A connection could not be closed", ex);
		}
		return null;
	}

	@Override
	public synchronized void close() throws IOException {
		this.life.complete(null);
		super.close();
	}

}
