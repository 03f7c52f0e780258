package dev.latchkey.web.server;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import dev.latchkey.web.server.ClientPlaces.Place;
import jakarta.servlet.ReadListener;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.coyote.AsyncContextCallback;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of each request before the request is passed on, so that nothing is
 * decided by a request, its credential least of all, whose body is still to come.
 * <p>
 * It stands between the connections and the container. There a request whose body is not
 * complete can be laid aside like one that is dispatched asynchronously: the connection
 * is watched together with all others, and no thread waits. A servlet filter comes too
 * late for that, and could not replay the body either: the container reads forms from its
 * own stream. For all of the body there is one deadline; to wait takes a place, of which
 * each network has a few.
 */
final class BodyReader implements Adapter {

	private static final String WAITING = BodyReader.class.getName();

	private static final ReadListener WATCHED = new Watched();

	private static final AsyncContextCallback LAID_ASIDE = new LaidAside();

	private final Adapter container;

	private final ClientPlaces places;

	private final Function<Request, String> clientAddress;

	private final Duration timeout;

	BodyReader(Adapter container, ClientPlaces places, Function<Request, String> clientAddress, Duration timeout) {
		this.container = container;
		this.places = places;
		this.clientAddress = clientAddress;
		this.timeout = timeout;
	}

	@Override
	public void service(Request request, Response response) throws Exception {
		// of a request that is refused by its head, nothing can be read
		if (request.isFinished() || response.getStatus() >= HttpServletResponse.SC_BAD_REQUEST) {
			this.container.service(request, response);
			return;
		}
		RequestBody body = new RequestBody(request);
		boolean over;
		try {
			over = body.readArrived();
		}
		catch (IOException ex) {
			response.action(ActionCode.CLOSE_NOW, ex);
			return;
		}
		if (!over) {
			Place place = this.places.take(NetworkShares.of(this.clientAddress.apply(request)));
			if (place != null) {
				layAside(request, new Waiting(body, place));
				return;
			}
			body.refuse(BodyRefusal.TOO_MANY);
		}
		pass(request, response, body);
	}

	private void layAside(Request request, Waiting waiting) {
		request.setAttribute(WAITING, waiting);
		if (request.hasExpectation()) {
			request.action(ActionCode.ACK, ContinueResponseTiming.ALWAYS);
		}
		request.action(ActionCode.ASYNC_START, LAID_ASIDE);
		request.action(ActionCode.ASYNC_SETTIMEOUT, this.timeout.toMillis());
		// what has arrived already is read when this thread is done here, and by it
		request.setRequestThread();
		request.setReadListener(WATCHED);
		request.clearRequestThread();
	}

	@Override
	public boolean asyncDispatch(Request request, Response response, SocketEvent event) throws Exception {
		if (!(request.getAttribute(WAITING) instanceof Waiting waiting)) {
			return this.container.asyncDispatch(request, response, event);
		}
		// what follows may go on in this thread
		request.setRequestThread();
		boolean over;
		try {
			over = isOver(request, waiting.body(), event);
		}
		catch (IOException ex) {
			waiting.place().leave();
			response.action(ActionCode.CLOSE_NOW, ex);
			request.clearRequestThread();
			return false;
		}
		if (!over) {
			request.clearRequestThread();
			return true;
		}
		waiting.place().leave();
		request.getAttributes().remove(WAITING);
		request.action(ActionCode.ASYNC_DISPATCH, null);
		request.action(ActionCode.ASYNC_DISPATCHED, null);
		pass(request, response, waiting.body());
		return true;
	}

	/**
	 * Return whether there is nothing more to wait for.
	 * @throws IOException if the client is gone
	 */
	private static boolean isOver(Request request, RequestBody body, SocketEvent event) throws IOException {
		if (event == SocketEvent.OPEN_READ) {
			return body.readMore();
		}
		if (event == SocketEvent.TIMEOUT) {
			request.action(ActionCode.ASYNC_TIMEOUT, new AtomicBoolean());
		}
		else if (!(request.getAttributes()
			.remove(RequestDispatcher.ERROR_EXCEPTION) instanceof SocketTimeoutException)) {
			throw new IOException("The connection was closed: " + event);
		}
		body.refuse(BodyRefusal.TOO_SLOW);
		return true;
	}

	private void pass(Request request, Response response, RequestBody body) throws Exception {
		@Nullable BodyRefusal refusal = body.refusal();
		if (refusal != null) {
			request.setAttribute(BodyRefusal.ATTRIBUTE, refusal);
		}
		else {
			// the container need not ask for what is there
			request.setExpectation(false);
		}
		InputBuffer connection = request.getInputBuffer();
		request.setInputBuffer(body);
		try {
			this.container.service(request, response);
		}
		finally {
			// it goes on to the next request
			request.setInputBuffer(connection);
		}
		if (refusal != null) {
			// the container would wait for the rest, only to throw it away
			request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
		}
	}

	@Override
	public boolean prepare(Request request, Response response) throws Exception {
		return this.container.prepare(request, response);
	}

	@Override
	public void log(Request request, Response response, long time) {
		this.container.log(request, response, time);
	}

	@Override
	public void checkRecycled(Request request, Response response) {
		this.container.checkRecycled(request, response);
	}

	@Override
	public String getDomain() {
		return this.container.getDomain();
	}

	/**
	 * A request that waits for the rest of its body.
	 *
	 * @param body what has come of it
	 * @param place the place that it takes meanwhile
	 */
	private record Waiting(RequestBody body, Place place) {
	}

	/**
	 * Makes the connection read without waiting. It is told nothing: events come to
	 * {@link #asyncDispatch} first.
	 */
	private static final class Watched implements ReadListener {

		@Override
		public void onDataAvailable() {
			// see asyncDispatch
		}

		@Override
		public void onAllDataRead() {
			// see asyncDispatch
		}

		@Override
		public void onError(Throwable failure) {
			// see asyncDispatch
		}

	}

	/**
	 * Stands for the servlet's asynchronous context, which there is none of as long as no
	 * servlet knows of the request.
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
