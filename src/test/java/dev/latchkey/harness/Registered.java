package dev.latchkey.harness;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Another application, registered to ask about credentials.
 *
 * @param client what it calls with; it holds nothing but what a test puts into it
 * @param clientId its name
 * @param secret its proof
 */
public record Registered(Client client, String clientId, String secret) {

	private static final String FORM = "application/x-www-form-urlencoded";

	private static final AtomicInteger APPLICATIONS = new AtomicInteger();

	/**
	 * Register an application.
	 * @param latchkey where
	 * @return the application
	 */
	public static Registered at(Latchkey latchkey) {
		Answer answer = latchkey.admin()
			.post("/api/admin/applications", Map.of("name", "Application " + APPLICATIONS.incrementAndGet()))
			.expect(201);
		return new Registered(latchkey.client(), answer.text("/client_id"), answer.text("/client_secret"));
	}

	/**
	 * Return the same application as a caller of another node.
	 * @param node the node
	 * @return the application
	 */
	public Registered on(Latchkey node) {
		return new Registered(node.client(), this.clientId, this.secret);
	}

	/**
	 * Ask about a credential.
	 * @param token the credential
	 * @return the answer
	 */
	public Answer introspect(String token) {
		return call("/oauth2/introspect").body(FORM, encoded(token)).send();
	}

	/**
	 * Ask about a credential that is over, or that was never issued.
	 * @param token the credential
	 * @return the answer
	 */
	public Answer introspectInactive(String token) {
		Answer answer = introspect(token).expect(200);
		if (!answer.body().equals("{\"active\":false}")) {
			throw new AssertionError("Not inactive: " + answer);
		}
		return answer;
	}

	/**
	 * Ask about a credential that is live.
	 * @param token the credential
	 * @return the answer
	 */
	public Answer introspectActive(String token) {
		Answer answer = introspect(token).expect(200);
		if (!answer.json().path("active").asBoolean(false)) {
			throw new AssertionError("Not active: " + answer);
		}
		return answer;
	}

	/**
	 * Revoke a credential.
	 * @param token the credential
	 * @return the answer
	 */
	public Answer revoke(String token) {
		return call("/oauth2/revoke").body(FORM, encoded(token)).send();
	}

	/**
	 * Start a call that says who is calling.
	 * @param path the path
	 * @return the call
	 */
	public Call call(String path) {
		return this.client.call("POST", path).withoutCsrf().withoutBearer().header("Authorization", authorization());
	}

	/**
	 * Return how this application says who it is.
	 * @return the value of an Authorization header
	 */
	public String authorization() {
		return basic(this.clientId + ":" + this.secret);
	}

	/**
	 * Return an Authorization header's value.
	 * @param pair client id, colon, secret
	 * @return the value
	 */
	public static String basic(String pair) {
		return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
	}

	private static String encoded(String token) {
		return "token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
	}

}
