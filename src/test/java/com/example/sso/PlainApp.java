package com.example.sso;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * An app that knows nothing of logins, and believes the header that Apache sends.
 */
final class PlainApp implements AutoCloseable {

	private final HttpServer server;

	PlainApp() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", PlainApp::greet);
		this.server.start();
	}

	private static void greet(HttpExchange exchange) throws IOException {
		byte[] page = ("<h1>Wiki of " + exchange.getRequestHeaders().getFirst("X-Remote-User") + "</h1>")
			.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "text/html");
		exchange.sendResponseHeaders(200, page.length);
		try (exchange) {
			exchange.getResponseBody().write(page);
		}
	}

	int port() {
		return this.server.getAddress().getPort();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
