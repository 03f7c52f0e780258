package dev.latchkey.web.server;

import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.coyote.AsyncContextCallback;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;

/**
 * Gives each connection one request at a time. The container would answer all requests
 * that a client has sent at once, up to a hundred (RFC 9112, 9.3.2), before its thread
 * looks at another connection, so that a few hundred connections keep all others waiting.
 * Here the next request of a connection goes to the end of the queue, behind what others
 * have sent meanwhile.
 * <p>
 * It is laid aside as one that is dispatched asynchronously: nothing else hands a
 * connection back in the middle of what it has sent.
 */
final class RequestTurns implements Adapter {

	private static final String WAITING = RequestTurns.class.getName();

	private static final AsyncContextCallback LAID_ASIDE = new LaidAside();

	/** Whether this thread has had a request of the connection that it is at. */
	private static final ThreadLocal<Boolean> USED = ThreadLocal.withInitial(() -> false);

	private final Adapter next;

	RequestTurns(Adapter next) {
		this.next = next;
	}

	/**
	 * Begin a turn: this thread turns to a connection.
	 */
	static void begin() {
		USED.set(false);
	}

	@Override
	public void service(Request request, Response response) throws Exception {
		if (!USED.get()) {
			USED.set(true);
			this.next.service(request, response);
			return;
		}
		request.setAttribute(WAITING, true);
		request.action(ActionCode.ASYNC_START, LAID_ASIDE);
		// its turn comes by itself
		request.action(ActionCode.ASYNC_SETTIMEOUT, -1L);
		Runnable goOn = () -> request.action(ActionCode.ASYNC_DISPATCH, null);
		request.action(ActionCode.ASYNC_RUN, goOn);
	}

	@Override
	public boolean asyncDispatch(Request request, Response response, SocketEvent event) throws Exception {
		USED.set(true);
		if (request.getAttributes().remove(WAITING) == null) {
			return this.next.asyncDispatch(request, response, event);
		}
		if (event != SocketEvent.OPEN_READ) {
			// the server stops, or the client is gone
			return false;
		}
		request.action(ActionCode.ASYNC_DISPATCHED, null);
		this.next.service(request, response);
		return true;
	}

	@Override
	public boolean prepare(Request request, Response response) throws Exception {
		return this.next.prepare(request, response);
	}

	@Override
	public void log(Request request, Response response, long time) {
		this.next.log(request, response, time);
	}

	@Override
	public void checkRecycled(Request request, Response response) {
		this.next.checkRecycled(request, response);
	}

	@Override
	public String getDomain() {
		return this.next.getDomain();
	}

	/**
	 * Stands for the servlet's asynchronous context: no servlet knows of the request yet.
	 */
	private static final class LaidAside implements AsyncContextCallback {

		@Override
		public void fireOnComplete() {
			// nothing listens
		}

		@Override
		public boolean isAvailable() {
			return true;
		}

		@Override
		public void incrementInProgressAsyncCount() {
			// the container counts its own
		}

		@Override
		public void decrementInProgressAsyncCount() {
			// the container counts its own
		}

	}

}
