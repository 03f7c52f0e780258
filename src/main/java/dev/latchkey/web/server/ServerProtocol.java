package dev.latchkey.web.server;

import java.util.function.UnaryOperator;

import org.apache.coyote.Adapter;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.coyote.http11.Http11NioProtocol;

/**
 * HTTP/1.1 as the server speaks it: with limits for what connections may cost, and
 * {@link BodyReader} in front of the container. Public because the server creates it by
 * name.
 */
public final class ServerProtocol extends Http11NioProtocol {

	/** What the operating system may hold of one connection's answers, in bytes. */
	private static final int SEND_BUFFER = 128 * 1024;

	private final ServerEndpoint endpoint;

	private UnaryOperator<Adapter> front = UnaryOperator.identity();

	/**
	 * Create the protocol. It asks no client for a body that is not going to be read.
	 */
	public ServerProtocol() {
		this(new ServerEndpoint());
	}

	private ServerProtocol(ServerEndpoint endpoint) {
		super(endpoint);
		this.endpoint = endpoint;
		// by itself it would grow to megabytes for each client that does not read
		endpoint.getSocketProperties().setTxBufSize(SEND_BUFFER);
		setContinueResponseTiming(ContinueResponseTiming.ON_REQUEST_BODY_READ.toString());
	}

	/**
	 * Put something in front of the container, before the server is initialized.
	 */
	void putInFront(UnaryOperator<Adapter> reader) {
		this.front = reader;
	}

	/**
	 * Limit what connections may cost, before the server is initialized.
	 */
	void limit(ConnectionLimits limits) {
		this.endpoint.limit(limits);
	}

	@Override
	public void setAdapter(Adapter adapter) {
		super.setAdapter(this.front.apply(adapter));
	}

}
