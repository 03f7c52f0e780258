package dev.latchkey.web.server;

import java.util.function.UnaryOperator;

import org.apache.coyote.Adapter;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.coyote.http11.Http11NioProtocol;

/**
 * HTTP/1.1 as the server speaks it, with {@link BodyReader} in front of the container.
 * Public because the server creates it by name.
 */
public class ServerProtocol extends Http11NioProtocol {

	private UnaryOperator<Adapter> front = UnaryOperator.identity();

	/**
	 * Create the protocol. It asks no client for a body that is not going to be read.
	 */
	public ServerProtocol() {
		setContinueResponseTiming(ContinueResponseTiming.ON_REQUEST_BODY_READ.toString());
	}

	/**
	 * Put something in front of the container, before the server is initialized.
	 */
	void putInFront(UnaryOperator<Adapter> reader) {
		this.front = reader;
	}

	@Override
	public void setAdapter(Adapter adapter) {
		super.setAdapter(this.front.apply(adapter));
	}

}
