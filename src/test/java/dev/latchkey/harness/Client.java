package dev.latchkey.harness;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One caller with one cookie jar. It holds what a browser or a REST client would hold,
 * shows all of it, sends {@code Secure} cookies over plain HTTP as browsers do on
 * localhost, and never follows a redirect.
 */
public final class Client {

	/** What a browser accepts that opens a page. */
	public static final String PAGES = "text/html,application/xhtml+xml,*/*;q=0.8";

	/** What the session or the access token is in. */
	public static final String COOKIE = "__Host-latchkey";

	/** What the refresh token is in. */
	public static final String REFRESH_COOKIE = "__Host-latchkey-refresh";

	/** What a browser is known by after a login. */
	public static final String DEVICE_COOKIE = "__Host-latchkey-device";

	/** What scripts read, to prove that they are not another site's. */
	public static final String CSRF_COOKIE = "__Host-XSRF-TOKEN";

	static {
		System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host,connection,content-length");
	}

	static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final URI base;

	private final Consumer<Answer> witness;

	private final Map<String, Cookie> jar = new LinkedHashMap<>();

	private @Nullable String accessToken;

	private @Nullable String refreshToken;

	private @Nullable String deviceToken;

	private @Nullable String host;

	/**
	 * A client of the server at an address, such as a proxy.
	 * @param base the address
	 */
	public Client(URI base) {
		this(base, (answer) -> {
		});
	}

	/**
	 * A client of an application, which looks at each answer.
	 */
	Client(URI base, Consumer<Answer> witness) {
		this.base = base;
		this.witness = witness;
	}

	/**
	 * Keep the cookies of an answer, note what is secret in it, and let the witness look
	 * at it.
	 */
	void take(Answer answer) {
		keepCookies(answer);
		Secrets.given(answer);
		this.witness.accept(answer);
	}

	/**
	 * Start a call.
	 * @param method the method
	 * @param path the path and query, as they are to be sent
	 * @return the call, to be completed and sent
	 */
	public Call call(String method, String path) {
		return new Call(this, method, URI.create(this.base + path));
	}

	/**
	 * Get, as a REST client does.
	 * @param path the path
	 * @return the answer
	 */
	public Answer get(String path) {
		return call("GET", path).send();
	}

	/**
	 * Get, as a browser does when its user follows a link.
	 * @param path the path
	 * @return the answer
	 */
	public Answer browse(String path) {
		return call("GET", path).accept(PAGES).send();
	}

	/**
	 * Post nothing.
	 * @param path the path
	 * @return the answer
	 */
	public Answer post(String path) {
		return call("POST", path).send();
	}

	/**
	 * Post JSON.
	 * @param path the path
	 * @param body what becomes the JSON
	 * @return the answer
	 */
	public Answer post(String path, Map<String, ?> body) {
		return call("POST", path).json(body).send();
	}

	/**
	 * Put JSON.
	 * @param path the path
	 * @param body what becomes the JSON
	 * @return the answer
	 */
	public Answer put(String path, Map<String, ?> body) {
		return call("PUT", path).json(body).send();
	}

	/**
	 * Patch with JSON.
	 * @param path the path
	 * @param body what becomes the JSON
	 * @return the answer
	 */
	public Answer patch(String path, Map<String, ?> body) {
		return call("PATCH", path).json(body).send();
	}

	/**
	 * Delete.
	 * @param path the path
	 * @return the answer
	 */
	public Answer delete(String path) {
		return call("DELETE", path).send();
	}

	/**
	 * Log in by JSON with the mode's default transport, and keep what comes.
	 * @param person who
	 * @return the answer
	 */
	public Answer login(Person person) {
		return login(Map.of("username", person.username(), "password", person.password()));
	}

	/**
	 * Log in by JSON with credentials in cookies, in either mode.
	 * @param person who
	 * @return the answer
	 */
	public Answer loginForCookies(Person person) {
		return login(Map.of("username", person.username(), "password", person.password(), "transport", "cookie"));
	}

	/**
	 * Log in by JSON.
	 * @param body the request's body
	 * @return the answer
	 */
	public Answer login(Map<String, ?> body) {
		Answer answer = keepTokens(post("/api/login", body));
		if (answer.status() == 200) {
			Secrets.used(String.valueOf(body.get("password")));
		}
		return answer;
	}

	/**
	 * Log in by the form on the login page, as a browser does.
	 * @param person who
	 * @param more names and values of further fields
	 * @return the answer
	 */
	public Answer loginByForm(Person person, String... more) {
		return call("POST", "/login").form("username", person.username(), "password", person.password())
			.formMore(more)
			.formMore("_csrf", csrfOfPage("/login"))
			.send();
	}

	/**
	 * Read the CSRF token that a page has in its form.
	 * @param page the page's path
	 * @return the token
	 */
	public String csrfOfPage(String page) {
		return Pages.hidden(browse(page).expect(200), "_csrf");
	}

	/**
	 * Refresh with the token that this client has.
	 * @return the answer
	 */
	public Answer refresh() {
		return keepTokens((this.refreshToken != null) ? post("/api/refresh", Map.of("refresh_token", this.refreshToken))
				: post("/api/refresh"));
	}

	/**
	 * Keep the tokens of an answer that came to a call of its own making.
	 * @param answer what a login, a refresh or a change of the password answered
	 * @return the same answer
	 */
	public Answer keepTokens(Answer answer) {
		if (answer.status() == 200) {
			JsonNode body = answer.json();
			if (body.has("access_token")) {
				this.accessToken = body.get("access_token").asString();
			}
			if (body.has("refresh_token")) {
				this.refreshToken = body.get("refresh_token").asString();
			}
			if (body.has("device_token")) {
				this.deviceToken = body.get("device_token").asString();
			}
		}
		return answer;
	}

	private void keepCookies(Answer answer) {
		for (Cookie cookie : answer.cookies()) {
			if (cookie.expired()) {
				this.jar.remove(cookie.name());
			}
			else {
				this.jar.put(cookie.name(), cookie);
				Secrets.used(cookie.value());
			}
		}
	}

	/**
	 * Return a client that holds the same, and keeps it when this one loses it.
	 * @return a copy
	 */
	public Client copy() {
		return copyTo(new Client(this.base, this.witness));
	}

	/**
	 * Return a client of another node that holds the same.
	 * @param node the node
	 * @return a copy
	 */
	public Client at(Latchkey node) {
		return copyTo(node.client());
	}

	private Client copyTo(Client copy) {
		copy.jar.putAll(this.jar);
		copy.accessToken = this.accessToken;
		copy.refreshToken = this.refreshToken;
		copy.deviceToken = this.deviceToken;
		copy.host = this.host;
		return copy;
	}

	/**
	 * Put a cookie into the jar, as an attacker or an old browser might have it.
	 * @param name its name
	 * @param value its value
	 * @return this client
	 */
	public Client withCookie(String name, String value) {
		this.jar.put(name, new Cookie(name, value, null, "/", null, null, true, true));
		return this;
	}

	/**
	 * Take a cookie out of the jar.
	 * @param name its name
	 * @return this client
	 */
	public Client withoutCookie(String name) {
		this.jar.remove(name);
		return this;
	}

	/**
	 * Send a bearer token with each call from now on.
	 * @param token the token
	 * @return this client
	 */
	public Client withBearer(String token) {
		this.accessToken = token;
		return this;
	}

	/**
	 * Hold a refresh token outside the cookies.
	 * @param token the token
	 * @return this client
	 */
	public Client withRefreshToken(String token) {
		this.refreshToken = token;
		return this;
	}

	/**
	 * Hold a token that a device is known by.
	 * @param token the token
	 * @return this client
	 */
	public Client withDeviceToken(String token) {
		this.deviceToken = token;
		return this;
	}

	/**
	 * Return what is in the jar.
	 * @param name the cookie's name
	 * @return the cookie
	 */
	public Optional<Cookie> cookie(String name) {
		return Optional.ofNullable(this.jar.get(name));
	}

	/**
	 * Return the bearer token that a login answered with.
	 * @return the token, if this client uses one
	 */
	public Optional<String> accessToken() {
		return Optional.ofNullable(this.accessToken);
	}

	/**
	 * Return the refresh token, wherever it is.
	 * @return the token, if this client has one
	 */
	public Optional<String> refreshToken() {
		return Optional.ofNullable(this.refreshToken).or(() -> cookie(REFRESH_COOKIE).map(Cookie::value));
	}

	/**
	 * Return what this client may show at its next login.
	 * @return the token, if a login answered with one
	 */
	public Optional<String> deviceToken() {
		return Optional.ofNullable(this.deviceToken);
	}

	/**
	 * Return what this client is known by: the bearer token, or the cookie's value.
	 * @return the credential
	 */
	public String credential() {
		return accessToken().or(() -> cookie(COOKIE).map(Cookie::value)).orElseThrow();
	}

	/**
	 * Return whether cookies say who this is, so that unsafe calls need a CSRF token.
	 * @return {@code true} if a credential is in the jar
	 */
	public boolean usesCookies() {
		return this.jar.containsKey(COOKIE) || this.jar.containsKey(REFRESH_COOKIE);
	}

	/**
	 * Return the CSRF token for the header, fetched first where there is none.
	 * @return the token
	 */
	public String csrf() {
		if (!this.jar.containsKey(CSRF_COOKIE)) {
			get("/api/mode").expect(200);
		}
		return this.jar.get(CSRF_COOKIE).value();
	}

	/**
	 * Ask for a host from now on, wherever the server is.
	 * @param name what to send as {@code Host}
	 * @return this client
	 */
	public Client asking(String name) {
		this.host = name;
		return this;
	}

	Optional<String> host() {
		return Optional.ofNullable(this.host);
	}

	String cookieHeader() {
		StringBuilder header = new StringBuilder();
		this.jar.values()
			.forEach((cookie) -> header.append(header.isEmpty() ? "" : "; ")
				.append(cookie.name())
				.append('=')
				.append(cookie.value()));
		return header.toString();
	}

}
