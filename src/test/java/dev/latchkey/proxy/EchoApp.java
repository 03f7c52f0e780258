package dev.latchkey.proxy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An app that knows nothing of logins: it remembers what reaches it, and believes it.
 */
final class EchoApp implements AutoCloseable {

	private static final String SOCKET_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

	private final Queue<Request> requests = new ConcurrentLinkedQueue<>();

	private final WebServer server;

	EchoApp() throws IOException {
		TomcatServletWebServerFactory tomcat = new TomcatServletWebServerFactory(0);
		tomcat.setAddress(InetAddress.getLoopbackAddress());
		tomcat.addConnectorCustomizers((connector) -> {
			connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
			connector.setProperty("relaxedPathChars", "[]|{}");
			connector.setProperty("relaxedQueryChars", "[]|{}");
			connector.setProperty("maxHttpRequestHeaderSize", "131072");
			connector.setMaxPostSize(-1);
		});
		this.server = tomcat.getWebServer((context) -> context.addServlet("echo", new Echo()).addMapping("/"));
		this.server.start();
	}

	int port() {
		return this.server.getPort();
	}

	/**
	 * Return the only request that has reached the app at this address.
	 * @param target path and query, byte for byte
	 */
	Request only(String target) {
		List<Request> found = all(target);
		assertThat(found).as("requests for %s", target).hasSize(1);
		return found.get(0);
	}

	/**
	 * Return all requests that have reached the app at this address.
	 * @param target path and query, byte for byte
	 */
	List<Request> all(String target) {
		return this.requests.stream().filter((request) -> request.target().equals(target)).toList();
	}

	@Override
	public void close() {
		this.server.stop();
		this.server.destroy();
	}

	/**
	 * What has reached the app.
	 *
	 * @param method the method
	 * @param target path and query
	 * @param headers all headers, their names in small letters
	 * @param bodyLength how many bytes came
	 * @param bodyHash which bytes
	 */
	record Request(String method, String target, Map<String, List<String>> headers, int bodyLength, String bodyHash) {

		static Request of(HttpServletRequest request) throws IOException {
			Map<String, List<String>> headers = new LinkedHashMap<>();
			for (String name : Collections.list(request.getHeaderNames())) {
				headers.computeIfAbsent(name.toLowerCase(Locale.ROOT),
						(missing) -> new ArrayList<>(Collections.list(request.getHeaders(name))));
			}
			byte[] body = request.getInputStream().readAllBytes();
			String query = (request.getQueryString() != null) ? "?" + request.getQueryString() : "";
			return new Request(request.getMethod(), request.getRequestURI() + query, headers, body.length,
					digest("SHA-256", body));
		}

		/**
		 * Return all values of a header; empty if it did not come.
		 */
		List<String> all(String name) {
			return this.headers.getOrDefault(name, List.of());
		}

	}

	static String digest(String algorithm, byte[] content) {
		try {
			return Base64.getEncoder().encodeToString(MessageDigest.getInstance(algorithm).digest(content));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private final class Echo extends HttpServlet {

		private static final long serialVersionUID = 1L;

		@Override
		protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
			Request seen = Request.of(request);
			EchoApp.this.requests.add(seen);
			if ("websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
				response.setHeader("Upgrade", "websocket");
				response.setHeader("Connection", "Upgrade");
				response.setHeader("Sec-WebSocket-Accept", digest("SHA-1",
						(request.getHeader("Sec-WebSocket-Key") + SOCKET_GUID).getBytes(StandardCharsets.ISO_8859_1)));
				upgrade(request);
				return;
			}
			response.setContentType("text/html;charset=utf-8");
			response.getWriter()
				.printf("<!doctype html><link rel=icon href=data:,><title>App</title><h1>%s</h1>"
						+ "<form method=post action=/typed><input name=text value=typed><button>Send</button></form>",
						seen.all("x-auth-user"));
		}

		private void upgrade(HttpServletRequest request) throws IOException {
			try {
				request.upgrade(Greeting.class);
			}
			catch (ServletException ex) {
				throw new IOException(ex);
			}
		}

	}

	/**
	 * Says one thing over a WebSocket (RFC 6455) and leaves it open.
	 */
	public static final class Greeting implements HttpUpgradeHandler {

		@Override
		public void init(WebConnection connection) {
			byte[] text = "hello".getBytes(StandardCharsets.US_ASCII);
			try {
				OutputStream out = connection.getOutputStream();
				out.write(0x81);
				out.write(text.length);
				out.write(text);
				out.flush();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		@Override
		public void destroy() {
			// nothing is kept
		}

	}

}
