package dev.latchkey.contract;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Call;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Registered;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * In which forms an application may say who it is (RFC 6749, 2.3.1).
 */
abstract class ClientAuthenticationContract extends Contract {

	private static final String FORM = "application/x-www-form-urlencoded";

	private Registered application;

	@BeforeEach
	void register() {
		this.application = Registered.at(this.latchkey);
	}

	@Test
	void decodesWhatAStrictClientEncodes() {
		Client client = this.latchkey.login(someone());
		String inHex = Registered.basic(inHex(this.application.clientId()) + ":" + inHex(this.application.secret()));
		String strict = strictAboutPunctuation(this.application.clientId()) + ":"
				+ strictAboutPunctuation(this.application.secret());
		isActive(call("introspect", inHex, "token=" + client.credential()));
		isActive(call("introspect", Registered.basic(strict), "token=" + client.credential()));
		call("revoke", inHex, "token=" + client.credential()).expect(200);
		hasEnded(client, "logged_out");
	}

	@Test
	void refusesWhatDecodesToSomethingElse() {
		String id = this.application.clientId();
		String secret = this.application.secret();
		for (String pair : List.of(id + ":" + secret + "%", id + ":" + secret + "%2", id + ":" + secret + "%zz",
				id + ":" + secret + "+", id + ":%" + secret, id + "%00:" + secret, id + "%3A" + secret,
				inHex(inHex(id)) + ":" + secret, id + ":" + inHex(inHex(secret)), "%ff:%ff", "%ED%A0%80:%ED%A0%80")) {
			Answer answer = call("introspect", Registered.basic(pair), "token=x");
			answer.expectProblem(401, "invalid-client");
			assertThat(answer.text("/error")).as(pair).isEqualTo("invalid_client");
		}
	}

	@Test
	void takesTheSecretInTheBody() {
		Client client = this.latchkey.login(someone());
		String body = inBody(this.application.clientId(), this.application.secret());
		isActive(call("introspect", null, "token=" + client.credential() + body));
		call("introspect", null, "token=garbage" + body).expect(200);
		call("revoke", null, body.substring(1) + "&token=" + client.credential()).expect(200);
		hasEnded(client, "logged_out");
	}

	@Test
	void refusesAnotherSecretInTheBody() {
		String id = this.application.clientId();
		String secret = this.application.secret();
		for (String body : List.of(inBody(id, secret + " "), inBody(id, Registered.at(this.latchkey).secret()),
				inBody(id, ""), inBody("", secret), inBody(NO_HANDLE, secret), inBody("\0", "\0"), inBody("é", "🦉"),
				inBody(id, "x".repeat(5000)), inBody("x".repeat(5000), secret), inBody(id, inHex(secret)),
				"&client_id=" + id, "&client_secret=" + secret)) {
			for (String path : List.of("introspect", "revoke")) {
				Answer answer = call(path, null, "token=x" + body);
				answer.expectProblem(401, "invalid-client");
				assertThat(answer.headers("WWW-Authenticate")).containsExactly("Basic realm=\"latchkey\"");
				assertThat(answer.text("/error")).as(body).isEqualTo("invalid_client");
			}
		}
	}

	@Test
	void takesOneOfBothOnly() {
		String token = "token=" + this.latchkey.login(someone()).credential();
		String id = this.application.clientId();
		String both = token + inBody(id, this.application.secret());
		for (String header : List.of(this.application.authorization(), Registered.basic("x:y"), "Bearer x", "Basic")) {
			isInvalid(call("introspect", header, both));
			isInvalid(call("revoke", header, both));
		}
		isInvalid(call("introspect", this.application.authorization(), token + "&client_secret=x"));
		isInvalid(call("introspect", this.application.authorization(), token + "&client_id=" + NO_HANDLE));
		isInvalid(call("introspect", null, both + "&client_secret=x"));
		isInvalid(call("introspect", null, both + "&client_id=" + id));
		// a client id alone proves nothing; RFC 6749, 3.2: what is empty is absent
		isActive(call("introspect", this.application.authorization(), token + "&client_id=" + id));
		isActive(call("introspect", this.application.authorization(), token + "&client_secret="));
	}

	@ParameterizedTest
	@ValueSource(strings = { "introspect", "revoke" })
	void takesNoSecretFromAUrl(String path) {
		String credentials = inBody(this.application.clientId(), this.application.secret()).substring(1);
		isInvalid(call(path + "?" + credentials, null, "token=x"));
		isInvalid(call(path + "?" + credentials, this.application.authorization(), "token=x"));
		isInvalid(call(path + "?x=y", null, "token=x&" + credentials));
	}

	private Answer call(String path, @Nullable String authorization, String body) {
		Call call = client().call("POST", "/oauth2/" + path).body(FORM, body);
		return ((authorization != null) ? call.header("Authorization", authorization) : call).send();
	}

	private static String inBody(String clientId, String secret) {
		return "&client_id=" + URLEncoder.encode(clientId, StandardCharsets.UTF_8) + "&client_secret="
				+ URLEncoder.encode(secret, StandardCharsets.UTF_8);
	}

	private static String inHex(String ascii) {
		return ascii.chars()
			.mapToObj((character) -> "%" + Integer.toHexString(character))
			.collect(Collectors.joining());
	}

	private static String strictAboutPunctuation(String ascii) {
		return ascii.replace("-", "%2d").replace("_", "%5f");
	}

	private static void isActive(Answer answer) {
		assertThat(answer.expect(200).json().get("active").asBoolean()).isTrue();
	}

	private static void isInvalid(Answer answer) {
		answer.expectProblem(400, "invalid-request");
		assertThat(answer.text("/error")).isEqualTo("invalid_request");
	}

}
