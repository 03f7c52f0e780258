package dev.latchkey.contract;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Registered;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that signs people in with Latchkey, and says what a test wants it to.
 *
 * @param latchkey where it is registered
 * @param clientId its name
 * @param secret its proof; {@code null} if it is public
 */
record ScriptedParty(Latchkey latchkey, String clientId, @Nullable String secret) {

	static final String REDIRECT = "https://rp.example/callback?tenant=1";

	static final String SIGNED_OUT = "https://rp.example/signed-out";

	/** The pair of RFC 7636, appendix B. */
	static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

	static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

	private static final AtomicInteger PARTIES = new AtomicInteger();

	/**
	 * Register one.
	 * @param more further members of {@code oidc}
	 */
	static ScriptedParty at(Latchkey latchkey, Map<String, ?> more) {
		Map<String, Object> oidc = new LinkedHashMap<>(
				Map.of("redirect_uris", List.of(REDIRECT), "post_logout_redirect_uris", List.of(SIGNED_OUT)));
		oidc.putAll(more);
		Answer answer = latchkey.admin()
			.post("/api/admin/applications", Map.of("name", "Relying party " + PARTIES.incrementAndGet(), "oidc", oidc))
			.expect(201);
		JsonNode secret = answer.json().path("client_secret");
		return new ScriptedParty(latchkey, answer.text("/client_id"), secret.isString() ? secret.asString() : null);
	}

	/**
	 * Return where it leads people.
	 * @param changes names and values of parameters that are added or replaced; a value
	 * of {@code null} leaves the parameter out
	 */
	String authorize(@Nullable String... changes) {
		return "/oauth2/authorize?" + query(request(changes));
	}

	Map<String, String> request(@Nullable String... changes) {
		Map<String, String> parameters = new LinkedHashMap<>();
		parameters.put("response_type", "code");
		parameters.put("client_id", this.clientId);
		parameters.put("redirect_uri", REDIRECT);
		parameters.put("scope", "openid profile roles");
		parameters.put("state", "a state");
		parameters.put("nonce", "a nonce");
		parameters.put("code_challenge", CHALLENGE);
		parameters.put("code_challenge_method", "S256");
		for (int i = 0; i < changes.length; i += 2) {
			if (changes[i + 1] == null) {
				parameters.remove(changes[i]);
			}
			else {
				parameters.put(String.valueOf(changes[i]), String.valueOf(changes[i + 1]));
			}
		}
		return parameters;
	}

	static String query(Map<String, String> parameters) {
		return parameters.entrySet()
			.stream()
			.map((parameter) -> parameter.getKey() + "="
					+ URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
			.collect(Collectors.joining("&"));
	}

	/**
	 * Return what it is told at its redirect URI.
	 * @param browser who is led
	 */
	Map<String, String> told(Client browser, @Nullable String... changes) {
		return parameters(browser.browse(authorize(changes)));
	}

	/**
	 * Read what an answer says at the redirect URI.
	 */
	static Map<String, String> parameters(Answer answer) {
		String location = answer.expect(302, 303).header("Location").orElseThrow();
		assertThat(location).as(answer.toString()).startsWith(REDIRECT + "&");
		return Arrays.stream(location.substring(location.indexOf('?') + 1).split("&"))
			.map((pair) -> pair.split("=", 2))
			.collect(Collectors.toMap((pair) -> pair[0], (pair) -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
	}

	/**
	 * Return a code for who is signed in.
	 */
	String code(Client browser, @Nullable String... changes) {
		Map<String, String> told = told(browser, changes);
		assertThat(told).containsKey("code").containsEntry("state", "a state").doesNotContainKey("error");
		return told.get("code");
	}

	/**
	 * Ask for tokens.
	 * @param parameters names and values
	 */
	Answer token(String... parameters) {
		Client client = this.latchkey.client();
		String form = "";
		for (int i = 0; i < parameters.length; i += 2) {
			form += (form.isEmpty() ? "" : "&") + parameters[i] + "="
					+ URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8);
		}
		if (this.secret == null) {
			form += "&client_id=" + this.clientId;
			return client.call("POST", "/oauth2/token").body("application/x-www-form-urlencoded", form).send();
		}
		return client.call("POST", "/oauth2/token")
			.header("Authorization", Registered.basic(this.clientId + ":" + this.secret))
			.body("application/x-www-form-urlencoded", form)
			.send();
	}

	Answer redeem(String code) {
		return token("grant_type", "authorization_code", "code", code, "redirect_uri", REDIRECT, "code_verifier",
				VERIFIER);
	}

	Answer refresh(String refreshToken) {
		return token("grant_type", "refresh_token", "refresh_token", refreshToken);
	}

	/**
	 * Return the tokens for who is signed in.
	 */
	JsonNode tokens(Client browser, @Nullable String... changes) {
		return redeem(code(browser, changes)).expect(200).json();
	}

	Answer userinfo(JsonNode tokens) {
		return this.latchkey.client().withBearer(tokens.get("access_token").asString()).get("/userinfo");
	}

	/**
	 * Let half a minute pass for what it was given: the database tells the time.
	 */
	void waitHalfAMinute() {
		for (String column : List.of("redeemed_at", "rotated_at", "confirmed_at")) {
			this.latchkey.sql()
				.sql("update application_grant set " + column + " = " + column + " - interval '30' second where "
						+ "application_id = (select id from application where client_id = ?)")
				.param(this.clientId)
				.update();
		}
	}

	/**
	 * Read an ID token's claims.
	 */
	static JsonNode claims(JsonNode tokens) {
		return JwtContract.part(tokens.get("id_token").asString(), 1);
	}

	/**
	 * Fail unless an answer is an error of OAuth 2.0 (RFC 6749, 5.2).
	 */
	static void isError(Answer answer, int status, String error) {
		answer.expect(status);
		assertThat(answer.text("/error")).as(answer.toString()).isEqualTo(error);
		assertThat(answer.header("Content-Type").orElse("")).startsWith("application/json");
		assertThat(answer.header("Cache-Control").orElse("")).contains("no-store");
		assertThat(answer.json().has("error_uri")).isFalse();
	}

}
