package dev.latchkey.harness;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import tools.jackson.databind.json.JsonMapper;

/**
 * One call of a {@link Client}. Unless told otherwise it sends what the client holds: its
 * cookies, its bearer token, and, where a cookie makes it necessary, the CSRF token.
 */
public final class Call {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

	private final Client client;

	private final String method;

	private final URI uri;

	private final HttpRequest.Builder request;

	private String form = "";

	private boolean accepts;

	private boolean csrf;

	private boolean bearer = true;

	Call(Client client, String method, URI uri) {
		this.client = client;
		this.method = method;
		this.uri = uri;
		// the limit is for a server that hangs, it measures nothing
		this.request = HttpRequest.newBuilder(uri)
			.timeout(Duration.ofSeconds(60))
			.method(method, HttpRequest.BodyPublishers.noBody());
		this.csrf = !SAFE.contains(method);
		client.host().ifPresent((host) -> this.request.header("Host", host));
	}

	/**
	 * Add a header. The same name may come more than once.
	 * @param name the name
	 * @param value the value
	 * @return this call
	 */
	public Call header(String name, String value) {
		this.request.header(name, value);
		return this;
	}

	/**
	 * Say what is wanted instead of JSON.
	 * @param types the header's value
	 * @return this call
	 */
	public Call accept(String types) {
		this.accepts = true;
		return header("Accept", types);
	}

	/**
	 * Send a body.
	 * @param contentType its type
	 * @param body its text
	 * @return this call
	 */
	public Call body(String contentType, String body) {
		this.request.setHeader("Content-Type", contentType)
			.method(this.method, HttpRequest.BodyPublishers.ofString(body));
		return this;
	}

	/**
	 * Send a body that may be no text.
	 * @param contentType its type
	 * @param body its bytes
	 * @return this call
	 */
	public Call bytes(String contentType, byte[] body) {
		this.request.setHeader("Content-Type", contentType)
			.method(this.method, HttpRequest.BodyPublishers.ofByteArray(body));
		return this;
	}

	/**
	 * Send a body without saying beforehand how long it is.
	 * @param contentType its type
	 * @param body its text
	 * @return this call
	 */
	public Call chunked(String contentType, String body) {
		this.request.setHeader("Content-Type", contentType)
			.method(this.method, HttpRequest.BodyPublishers
				.ofInputStream(() -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))));
		return this;
	}

	/**
	 * Send a body while it is made.
	 * @param contentType its type
	 * @param body where it comes from
	 * @return this call
	 */
	public Call streamed(String contentType, InputStream body) {
		this.request.setHeader("Content-Type", contentType)
			.method(this.method, HttpRequest.BodyPublishers.ofInputStream(() -> body));
		return this;
	}

	/**
	 * Send JSON.
	 * @param body what becomes the JSON
	 * @return this call
	 */
	public Call json(Object body) {
		return body("application/json", JSON.writeValueAsString(body));
	}

	/**
	 * Send a form. The CSRF token is then not sent in the header.
	 * @param namesAndValues alternately names and values
	 * @return this call
	 */
	public Call form(String... namesAndValues) {
		this.form = "";
		return withoutCsrf().formMore(namesAndValues);
	}

	/**
	 * Add to the form.
	 * @param namesAndValues alternately names and values
	 * @return this call
	 */
	public Call formMore(String... namesAndValues) {
		String more = IntStream.range(0, namesAndValues.length / 2)
			.mapToObj((pair) -> encode(namesAndValues[2 * pair]) + "=" + encode(namesAndValues[2 * pair + 1]))
			.collect(Collectors.joining("&"));
		this.form = (this.form.isEmpty() || more.isEmpty()) ? this.form + more : this.form + "&" + more;
		this.accepts = true;
		this.request.setHeader("Accept", "text/html");
		return body("application/x-www-form-urlencoded", this.form);
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	/**
	 * Do not send the CSRF token in the header.
	 * @return this call
	 */
	public Call withoutCsrf() {
		this.csrf = false;
		return this;
	}

	/**
	 * Send this CSRF token in the header.
	 * @param token the token
	 * @return this call
	 */
	public Call withCsrf(String token) {
		return withoutCsrf().header("X-XSRF-TOKEN", token);
	}

	/**
	 * Do not send the client's bearer token.
	 * @return this call
	 */
	public Call withoutBearer() {
		this.bearer = false;
		return this;
	}

	/**
	 * Send it, and let the client keep the cookies of the answer.
	 * @return the answer
	 */
	public Answer send() {
		if (!this.accepts) {
			this.request.header("Accept", "application/json");
		}
		if (this.csrf && this.client.usesCookies()) {
			withCsrf(this.client.csrf());
		}
		String cookies = this.client.cookieHeader();
		if (!cookies.isEmpty()) {
			this.request.header("Cookie", cookies);
		}
		if (this.bearer) {
			this.client.accessToken().ifPresent((token) -> this.request.header("Authorization", "Bearer " + token));
		}
		try {
			Answer answer = new Answer(this.method + " " + this.uri,
					Client.HTTP.send(this.request.build(), HttpResponse.BodyHandlers.ofString()));
			this.client.take(answer);
			return answer;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(this.method + " " + this.uri, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
