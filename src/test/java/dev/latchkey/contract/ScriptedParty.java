package dev.latchkey.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.RelyingParty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that signs people in with Latchkey, and says what a test wants it to.
 *
 * @param registered what it is registered as
 */
record ScriptedParty(RelyingParty registered) {

	static final String REDIRECT = "https://rp.example/callback?tenant=1";

	static final String SIGNED_OUT = "https://rp.example/signed-out";

	static final String VERIFIER = RelyingParty.VERIFIER;

	static final String CHALLENGE = RelyingParty.challenge(VERIFIER);

	/**
	 * Register one.
	 * @param more further members of {@code oidc}
	 */
	static ScriptedParty at(Latchkey latchkey, Map<String, ?> more) {
		Map<String, Object> oidc = new LinkedHashMap<>(
				Map.of("redirect_uris", List.of(REDIRECT), "post_logout_redirect_uris", List.of(SIGNED_OUT)));
		oidc.putAll(more);
		return new ScriptedParty(RelyingParty.at(latchkey, oidc));
	}

	String clientId() {
		return this.registered.clientId();
	}

	@Nullable String secret() {
		return this.registered.secret();
	}

	/**
	 * Return the same application as one that proves nothing.
	 */
	ScriptedParty withoutSecret() {
		return new ScriptedParty(new RelyingParty(this.registered.latchkey(), clientId(), null, REDIRECT));
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
		Map<String, String> parameters = this.registered.request("redirect_uri", REDIRECT);
		for (int i = 0; i < changes.length; i += 2) {
			@Nullable String value = changes[i + 1];
			if (value == null) {
				parameters.remove(changes[i]);
			}
			else {
				parameters.put(String.valueOf(changes[i]), value);
			}
		}
		return parameters;
	}

	static String query(Map<String, String> parameters) {
		return RelyingParty.encoded(parameters);
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
		return RelyingParty.parameters(location);
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
		return this.registered.token(parameters);
	}

	Answer redeem(String code) {
		return token("grant_type", "authorization_code", "code", code, "redirect_uri", REDIRECT, "code_verifier",
				VERIFIER);
	}

	Answer refresh(String refreshToken) {
		return this.registered.refresh(refreshToken);
	}

	/**
	 * Return the tokens for who is signed in.
	 */
	JsonNode tokens(Client browser, @Nullable String... changes) {
		return redeem(code(browser, changes)).expect(200).json();
	}

	Answer userinfo(JsonNode tokens) {
		return this.registered.userInfo(tokens.get("access_token").asString());
	}

	/**
	 * Let half a minute pass for what it was given: the database tells the time.
	 */
	void waitHalfAMinute() {
		for (String column : List.of("redeemed_at", "rotated_at", "confirmed_at")) {
			this.registered.latchkey()
				.sql()
				.sql("update application_grant set " + column + " = " + column + " - interval '30' second where "
						+ "application_id = (select id from application where client_id = ?)")
				.param(clientId())
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
