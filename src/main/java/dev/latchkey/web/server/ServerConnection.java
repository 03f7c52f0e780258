package dev.latchkey.web.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

import dev.latchkey.web.server.ClientPlaces.Place;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A connection whose client may keep a thread waiting only so long, and only while it has
 * a place for that. Answers usually fit into the buffers of the operating system, and
 * nothing waits; otherwise the container lets the thread wait until the client has read,
 * for a time that starts over with each byte.
 */
final class ServerConnection extends NioSocketWrapper {

	/** What one connection may keep threads waiting at any speed, in milliseconds. */
	private static final long PATIENCE = 30_000;

	/** In bytes for each millisecond: a client that takes more may take long. */
	private static final long SPEED = 64;

	/** For how long a client may take nothing at all, in milliseconds. */
	private static final long STANDSTILL = 5_000;

	/**
	 * What is thrown away of a connection that is closed: so many bytes, so many times.
	 */
	private static final int DISCARDED = 8 * 1024;

	private static final int MOST_DISCARDED = 32;

	private final Place place;

	private final ClientPlaces waitingAnswers;

	private final NetworkShares networks;

	private long written;

	private long waited;

	private boolean givenUp;

	ServerConnection(NioChannel channel, ServerEndpoint endpoint, Place place, ClientPlaces waitingAnswers) {
		super(channel, endpoint);
		this.place = place;
		this.networks = place.networks();
		this.waitingAnswers = waitingAnswers;
	}

	@Override
	protected void doWrite(boolean block, ByteBuffer buffer) throws IOException {
		if (!block) {
			super.doWrite(false, buffer);
			return;
		}
		if (this.givenUp) {
			// what was cut off is not continued
			throw new IOException("The client did not take its answer");
		}
		this.written += buffer.remaining();
		super.doWrite(false, buffer);
		if (buffer.hasRemaining() || getSocket().getOutboundRemaining() > 0) {
			waitFor(buffer);
		}
	}

	private void waitFor(ByteBuffer buffer) throws IOException {
		long left = PATIENCE + this.written / SPEED - this.waited;
		@Nullable Place waiting = (left > 0) ? this.waitingAnswers.take(this.networks) : null;
		this.givenUp = true;
		if (waiting == null) {
			throw new IOException("The client did not take its answer");
		}
		long start = System.nanoTime();
		try {
			setWriteTimeout(Math.min(left, STANDSTILL));
			super.doWrite(true, buffer);
			this.givenUp = false;
		}
		finally {
			this.waited += TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
			waiting.leave();
		}
	}

	@Override
	protected void doClose() {
		this.place.leave();
		discardArrived();
		super.doClose();
	}

	/**
	 * Read what has arrived and nothing asked for, such as the rest of a head that is too
	 * large. With it unread, the connection would be reset, and the client lose the
	 * answer that it has yet to read (RFC 9112, 9.6).
	 */
	private void discardArrived() {
		try {
			SocketChannel socket = getSocket().getIOChannel();
			ByteBuffer discarded = ByteBuffer.allocate(DISCARDED);
			int reads = 0;
			while (reads < MOST_DISCARDED && socket.read(discarded.clear()) > 0) {
				reads++;
			}
		}
		catch (IOException ex) {
			// the client has closed it already
		}
	}

}
