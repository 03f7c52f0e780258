package dev.latchkey.web.server;

import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import org.apache.coyote.ActionCode;
import org.apache.coyote.BadRequestException;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request, read without waiting as its bytes arrive.
 */
final class RequestBody {

	/** More than any call needs, in bytes. */
	static final int LIMIT = 16 * 1024;

	private static final int DISCARDED = 16;

	private final Request request;

	private final InputBuffer connection;

	private final ReceivedBytes received = new ReceivedBytes();

	private @Nullable BodyRefusal refusal;

	RequestBody(Request request) {
		this.request = request;
		this.connection = request.getInputBuffer();
		if (request.getContentLengthLong() > LIMIT) {
			refuse(BodyRefusal.TOO_LONG);
		}
	}

	/**
	 * Read what has arrived together with the headers. Some of what is too long is thrown
	 * away, so that a client that has sent it all at once finds the answer rather than a
	 * connection that is reset. Of chunks nothing is read: in this state of the
	 * connection the container would wait for the rest of one.
	 * @return whether the body is over: complete or refused
	 * @throws IOException if the client is gone
	 */
	boolean readArrived() throws IOException {
		while (!isOver() && !this.request.isFinished()) {
			if (this.request.getContentLengthLong() < 0 || !isAvailable()) {
				return false;
			}
			read();
		}
		discard(this::isAvailable);
		return true;
	}

	/**
	 * Read what has arrived. If that is not all, the connection is watched for more. Only
	 * while a listener is set, because reading waits otherwise.
	 * @return whether the body is over: complete or refused
	 * @throws IOException if the client is gone
	 */
	boolean readMore() throws IOException {
		while (!isOver()) {
			int count = read();
			if (count < 0) {
				return true;
			}
			if (count == 0 && !isReady()) {
				return false;
			}
		}
		discard(() -> true);
		return true;
	}

	void refuse(BodyRefusal reason) {
		this.refusal = reason;
	}

	@Nullable BodyRefusal refusal() {
		return this.refusal;
	}

	/**
	 * Return what has been read, to be read again by the container.
	 */
	InputBuffer replay() {
		return new ReplayedBody(this.received.toByteArray());
	}

	private boolean isOver() {
		return this.refusal != null;
	}

	private void discard(BooleanSupplier available) {
		try {
			int left = DISCARDED;
			while (left > 0 && this.refusal == BodyRefusal.TOO_LONG && available.getAsBoolean()
					&& this.received.discard(this.connection) > 0) {
				left--;
			}
		}
		catch (IOException ex) {
			// nothing follows, and the answer may reach the client all the same
		}
	}

	private boolean isAvailable() {
		this.request.action(ActionCode.AVAILABLE, true);
		return this.request.getAvailable() > 0;
	}

	private boolean isReady() {
		AtomicBoolean ready = new AtomicBoolean();
		this.request.action(ActionCode.NB_READ_INTEREST, ready);
		return ready.get();
	}

	/**
	 * Return how many bytes were read, and less than 0 at the end of the body.
	 */
	private int read() throws IOException {
		try {
			int count = this.received.read(this.connection);
			if (this.received.size() > LIMIT) {
				refuse(BodyRefusal.TOO_LONG);
			}
			return count;
		}
		catch (BadRequestException | EOFException ex) {
			refuse(BodyRefusal.MALFORMED);
			return -1;
		}
	}

}
