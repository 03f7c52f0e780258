package dev.latchkey.notice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * An application's own server, which is told of endings: a real one, on loopback.
 */
final class Receiver implements AutoCloseable {

	private final HttpServer server;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final List<String> tokens = new CopyOnWriteArrayList<>();

	private volatile Behaviour behaviour;

	private Receiver(Behaviour behaviour) {
		this.behaviour = behaviour;
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/", this::answer);
		this.server.setExecutor(this.threads);
		this.server.start();
	}

	/**
	 * Start a server that answers as it is told to.
	 */
	static Receiver that(Behaviour behaviour) {
		return new Receiver(behaviour);
	}

	/**
	 * Start a server that answers with a status and no body.
	 */
	static Receiver answering(int status) {
		return that(status(status));
	}

	static Behaviour status(int status) {
		return (exchange) -> exchange.sendResponseHeaders(status, -1);
	}

	void behave(Behaviour other) {
		this.behaviour = other;
	}

	String uri() {
		return "http://localhost:" + this.server.getAddress().getPort() + "/told";
	}

	/**
	 * Return the tokens that it was sent, in the order of arrival.
	 */
	List<String> tokens() {
		return this.tokens;
	}

	private void answer(HttpExchange exchange) throws IOException {
		try (exchange) {
			String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			this.tokens.add(URLDecoder.decode(body.replaceFirst("^logout_token=", ""), StandardCharsets.UTF_8));
			this.behaviour.answer(exchange);
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	/**
	 * How a server answers.
	 */
	@FunctionalInterface
	interface Behaviour {

		void answer(HttpExchange exchange) throws IOException;

	}

}
