package dev.latchkey.web.server;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.latchkey.web.server.ClientPlaces.Place;
import jakarta.servlet.ReadListener;
import jakarta.servlet.RequestDispatcher;
import org.apache.coyote.ActionCode;
import org.apache.coyote.AsyncContextCallback;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.SocketEvent;

/**
 * A request that waits for the rest of its body: laid aside like one that is dispatched
 * asynchronously, so that its connection is watched together with all others.
 *
 * @param request the request, which has this as its attribute meanwhile
 * @param body what has come of the body
 * @param place the place that it takes meanwhile
 */
record WaitingRequest(Request request, RequestBody body, Place place) {

	static final String ATTRIBUTE = WaitingRequest.class.getName();

	private static final ReadListener LISTENER = new IgnoringReadListener();

	private static final AsyncContextCallback CONTEXT = new NoServletContext();

	/**
	 * Lay the request aside until more of the body arrives or the time is over.
	 */
	void layAside(Duration timeout) {
		this.request.setAttribute(ATTRIBUTE, this);
		if (this.request.hasExpectation()) {
			this.request.action(ActionCode.ACK, ContinueResponseTiming.ALWAYS);
		}
		this.request.action(ActionCode.ASYNC_START, CONTEXT);
		this.request.action(ActionCode.ASYNC_SETTIMEOUT, timeout.toMillis());
		// what has arrived already is read when this thread is done here, and by it
		this.request.setRequestThread();
		this.request.setReadListener(LISTENER);
		this.request.clearRequestThread();
	}

	/**
	 * Return whether there is nothing more to wait for.
	 * @throws IOException if the client is gone
	 */
	boolean isOver(SocketEvent event) throws IOException {
		if (event == SocketEvent.OPEN_READ) {
			return this.body.readMore();
		}
		if (event == SocketEvent.TIMEOUT) {
			this.request.action(ActionCode.ASYNC_TIMEOUT, new AtomicBoolean());
		}
		else if (!(this.request.getAttributes()
			.remove(RequestDispatcher.ERROR_EXCEPTION) instanceof SocketTimeoutException)) {
			throw new IOException("The connection was closed: " + event);
		}
		this.body.refuse(BodyRefusal.TOO_SLOW);
		return true;
	}

	/**
	 * Let the request go on as one that was never laid aside.
	 */
	void goOn() {
		this.place.leave();
		this.request.getAttributes().remove(ATTRIBUTE);
		this.request.action(ActionCode.ASYNC_DISPATCH, null);
		this.request.action(ActionCode.ASYNC_DISPATCHED, null);
	}

}
