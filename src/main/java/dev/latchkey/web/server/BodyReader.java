package dev.latchkey.web.server;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;

import dev.latchkey.web.server.ClientPlaces.Place;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
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
 * complete can be laid aside ({@link WaitingRequest}), and no thread waits. A servlet
 * filter comes too late for that, and could not replay the body either: the container
 * reads forms from its own stream. For all of the body there is one deadline; to wait
 * takes a place, of which each network has a few. The one exception is {@link UserFiles}.
 */
final class BodyReader extends ContainerAdapter {

	private final ClientPlaces places;

	private final Function<Request, String> clientAddress;

	private final Duration timeout;

	private final UserFiles files;

	BodyReader(Adapter container, ClientPlaces places, Function<Request, String> clientAddress, Duration timeout,
			UserFiles files) {
		super(container);
		this.files = files;
		this.places = places;
		this.clientAddress = clientAddress;
		this.timeout = timeout;
	}

	@Override
	public void service(Request request, Response response) throws Exception {
		// of a request that is refused by its head, nothing can be read
		boolean refused = response.getStatus() >= HttpServletResponse.SC_BAD_REQUEST;
		if (refused || request.isFinished()) {
			container().service(request, response);
			if (refused) {
				// the container would wait for the body, only to throw it away
				request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
			}
			return;
		}
		if (this.files.isAwaited(request)) {
			passWithoutBody(request, response);
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
				new WaitingRequest(request, body, place).layAside(this.timeout);
				return;
			}
			body.refuse(BodyRefusal.TOO_MANY);
		}
		pass(request, response, body);
	}

	@Override
	public boolean asyncDispatch(Request request, Response response, SocketEvent event) throws Exception {
		if (!(request.getAttribute(WaitingRequest.ATTRIBUTE) instanceof WaitingRequest waiting)) {
			return super.asyncDispatch(request, response, event);
		}
		// what follows may go on in this thread
		request.setRequestThread();
		boolean over;
		try {
			over = waiting.isOver(event);
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
		waiting.goOn();
		pass(request, response, waiting.body());
		return true;
	}

	/**
	 * Pass on a request whose controller reads the body as it comes. The connection is
	 * closed after the answer, so no thread waits for what the controller leaves.
	 */
	private void passWithoutBody(Request request, Response response) throws Exception {
		response.setHeader("Connection", "close");
		container().service(request, response);
		request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
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
		request.setInputBuffer(body.replay());
		try {
			container().service(request, response);
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

}
