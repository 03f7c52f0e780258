package dev.latchkey.contract;

import java.util.List;
import java.util.Map;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Registered;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What RFC 9700, the best current practice of OAuth 2.0, asks of an authorization server.
 * {@code src/docs/openid-connect-checks.md} says which item is held by which test.
 */
abstract class SecurityPracticeContract extends Contract {

	private static final String FORM = "application/x-www-form-urlencoded";

	private ScriptedParty party;

	private Client browser;

	@BeforeEach
	void signIn() {
		this.party = ScriptedParty.at(this.latchkey, Map.of());
		this.browser = client();
		this.browser.loginForCookies(someone()).expect(200);
	}

	private JsonNode metadata() {
		return client().get("/.well-known/openid-configuration").expect(200).json();
	}

	@Test
	void portsOfNativeClientsMayVary() {
		ScriptedParty nativeApp = ScriptedParty.at(this.latchkey,
				Map.of("public", true, "redirect_uris", List.of("http://127.0.0.1/callback", ScriptedParty.REDIRECT)));
		assertThat(this.browser.browse(nativeApp.authorize("redirect_uri", "http://127.0.0.1:51004/callback"))
			.expect(302, 303)
			.header("Location")
			.orElseThrow()).startsWith("http://127.0.0.1:51004/callback?");
		for (String other : List.of("http://127.0.0.1:51004/other", "http://127.0.0.2:51004/callback",
				"https://127.0.0.1:51004/callback", "http://127.0.0.1:51004@evil.example/callback",
				"http://localhost:51004/callback")) {
			this.browser.browse(nativeApp.authorize("redirect_uri", other)).expect(400);
		}
	}

	@Test
	void requiresPkceOfAll() {
		assertThat(metadata().get("code_challenge_methods_supported").toString()).isEqualTo("[\"S256\"]");
		assertThat(this.party.told(this.browser, "code_challenge", null, "code_challenge_method", null))
			.containsEntry("error", "invalid_request");
		assertThat(this.party.told(this.browser, "code_challenge_method", null)).containsEntry("error",
				"invalid_request");
		assertThat(this.party.told(this.browser, "code_challenge", ScriptedParty.VERIFIER, "code_challenge_method",
				"plain"))
			.containsEntry("error", "invalid_request");
		Answer answer = this.party.token("grant_type", "authorization_code", "code", this.party.code(this.browser),
				"redirect_uri", ScriptedParty.REDIRECT);
		assertThat(answer.expect(400).text("/error")).isIn("invalid_grant", "invalid_request");
	}

	@Test
	void offersNeitherImplicitNorPassword() {
		JsonNode metadata = metadata();
		assertThat(metadata.get("response_types_supported").toString()).isEqualTo("[\"code\"]");
		assertThat(metadata.get("grant_types_supported").toString()).contains("authorization_code")
			.doesNotContain("implicit", "password");
		Person alice = someone();
		ScriptedParty.isError(
				this.party.token("grant_type", "password", "username", alice.username(), "password", alice.password()),
				400, "unsupported_grant_type");
	}

	@Test
	void namesTheIssuerInErrorsToo() {
		assertThat(metadata().get("authorization_response_iss_parameter_supported").asBoolean()).isTrue();
		assertThat(this.party.told(client(), "prompt", "none")).containsEntry("iss",
				"http://localhost:" + this.latchkey.port());
	}

	@Test
	void takesACodeFromItsApplicationOnly() {
		ScriptedParty other = ScriptedParty.at(this.latchkey, Map.of());
		String code = this.party.code(this.browser);
		ScriptedParty.isError(other.redeem(code), 400, "invalid_grant");
		ScriptedParty.isError(this.party.redeem(code), 400, "invalid_grant");
	}

	@Test
	void takesACodeWithItsRedirectUriOnly() {
		ScriptedParty.isError(
				this.party.token("grant_type", "authorization_code", "code", this.party.code(this.browser),
						"redirect_uri", "https://rp.example/other", "code_verifier", ScriptedParty.VERIFIER),
				400, "invalid_grant");
	}

	@Test
	void opensNothingButUserinfoWithAnApplicationsToken() {
		JsonNode tokens = this.party.tokens(this.browser);
		for (String token : List.of(tokens.get("access_token").asString(), tokens.get("id_token").asString(),
				tokens.get("refresh_token").asString())) {
			client().withBearer(token).get("/api/me").expect(401);
			client().withCookie(Client.COOKIE, token).get("/api/me").expect(401);
		}
		this.party.userinfo(tokens).expect(200);
	}

	@Test
	void opensUserinfoWithAnAccessTokenOfAnApplicationOnly() {
		JsonNode tokens = this.party.tokens(this.browser);
		for (String token : List.of(this.browser.credential(), tokens.get("id_token").asString(),
				tokens.get("refresh_token").asString(), "x")) {
			Answer answer = client().withBearer(token).get("/userinfo").expect(401);
			assertThat(answer.header("WWW-Authenticate").orElse("")).startsWith("Bearer").contains("invalid_token");
		}
		Answer nothing = client().get("/userinfo").expect(401);
		assertThat(nothing.header("WWW-Authenticate").orElse("")).startsWith("Bearer").doesNotContain("error");
		this.browser.get("/userinfo").expect(401);
	}

	@Test
	void takesNoTokenFromAUrl() {
		JsonNode tokens = this.party.tokens(this.browser);
		String token = tokens.get("access_token").asString();
		for (String name : List.of("access_token", "access%5Ftoken", "%61ccess_toke%6e")) {
			client().get("/userinfo?" + name + "=" + token).expect(400, 401);
			client().call("POST", "/userinfo?" + name + "=" + token).body(FORM, "x=y").send().expect(400, 401);
		}
		client().get("/oauth2/token?grant_type=client_credentials").expectProblem(405);
		client()
			.call("POST",
					"/oauth2/token?grant_type=client_credentials&client_id=" + this.party.clientId() + "&client_secret="
							+ this.party.secret())
			.body(FORM, "")
			.send()
			.expect(400, 401);
	}

	@Test
	void leadsOnWithoutTheBodyOfAForm() {
		Client visitor = client();
		String path = this.party.authorize();
		Answer answer = visitor.loginByForm(someone(), "continue", path);
		assertThat(answer.status()).isIn(200, 303);
		assertThat(this.browser.browse(path).status()).isIn(302, 303);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/login", "/oauth2/logout", "/activate", "/consent" })
	void letsNoPageBeFramedOrTellWhereItWas(String page) {
		Answer answer = this.browser.browse(page);
		assertThat(answer.header("Content-Security-Policy").orElse("")).contains("frame-ancestors 'none'");
		assertThat(answer.header("Referrer-Policy")).contains("no-referrer");
	}

	@Test
	void tellsNoRefererWithAnAnswer() {
		assertThat(this.browser.browse(this.party.authorize()).header("Referrer-Policy")).contains("no-referrer");
	}

	@Test
	void endsAGrantWhoseRefreshTokenIsReused() {
		JsonNode first = this.party.tokens(this.browser);
		JsonNode second = this.party.refresh(first.get("refresh_token").asString()).expect(200).json();
		this.party.waitHalfAMinute();
		JsonNode third = this.party.refresh(second.get("refresh_token").asString()).expect(200).json();
		this.party.waitHalfAMinute();
		ScriptedParty.isError(this.party.refresh(first.get("refresh_token").asString()), 400, "invalid_grant");
		ScriptedParty.isError(this.party.refresh(third.get("refresh_token").asString()), 400, "invalid_grant");
		this.party.userinfo(third).expect(401);
		// the person stays signed in
		isSignedIn(this.browser);
	}

	@Test
	void takesARefreshTokenFromItsPublicApplicationOnly() {
		ScriptedParty one = ScriptedParty.at(this.latchkey, Map.of("public", true));
		ScriptedParty other = ScriptedParty.at(this.latchkey, Map.of("public", true));
		JsonNode tokens = one.tokens(this.browser);
		ScriptedParty.isError(other.refresh(tokens.get("refresh_token").asString()), 400, "invalid_grant");
	}

	@Test
	void narrowsScopesAtARefreshOnly() {
		JsonNode tokens = this.party.tokens(this.browser, "scope", "openid profile");
		ScriptedParty.isError(this.party.token("grant_type", "refresh_token", "refresh_token",
				tokens.get("refresh_token").asString(), "scope", "openid roles"), 400, "invalid_scope");
		JsonNode narrow = this.party
			.token("grant_type", "refresh_token", "refresh_token", tokens.get("refresh_token").asString(), "scope",
					"openid")
			.expect(200)
			.json();
		assertThat(names(this.party.userinfo(narrow).expect(200).json())).contains("sub")
			.doesNotContain("preferred_username");
	}

	@Test
	void believesNoHeaderOfStrangersAboutTheIssuer() {
		Answer answer = client().call("GET", "/.well-known/openid-configuration")
			.header("X-Forwarded-Host", "evil.example")
			.header("Forwarded", "host=evil.example")
			.send();
		assertThat(answer.body()).doesNotContain("evil.example");
	}

	@Test
	void givesAnApplicationsOwnTokenNoPerson() {
		Answer answer = this.party.token("grant_type", "client_credentials").expect(200);
		// a scope is a word: RFC 6749, appendix A.4
		assertThat(names(answer.json())).doesNotContain("refresh_token", "id_token", "scope");
		assertThat(JwtContract.part(answer.text("/access_token"), 1).get("sub").asString())
			.isEqualTo(this.party.clientId());
		assertThat(this.party.userinfo(answer.json()).status()).isIn(401, 403);
		ScriptedParty open = ScriptedParty.at(this.latchkey, Map.of("public", true));
		ScriptedParty.isError(open.token("grant_type", "client_credentials"), 400, "unauthorized_client");
	}

	@Test
	void knowsAnApplicationByItsSecret() {
		String code = this.party.code(this.browser);
		Answer wrong = client().call("POST", "/oauth2/token")
			.header("Authorization", Registered.basic(this.party.clientId() + ":wrong"))
			.body(FORM, "grant_type=authorization_code&code=" + code)
			.send();
		ScriptedParty.isError(wrong, 401, "invalid_client");
		assertThat(wrong.header("WWW-Authenticate").orElse("")).startsWith("Basic");
		ScriptedParty.isError(this.party.withoutSecret().redeem(code), 401, "invalid_client");
		this.party.redeem(code).expect(200);
	}

	@Test
	void letsScriptsOfPublicApplicationsCallWhatTheyNeed() {
		ScriptedParty.at(this.latchkey,
				Map.of("public", true, "redirect_uris", List.of("https://spa.example/", ScriptedParty.REDIRECT)));
		for (String path : List.of("/oauth2/token", "/userinfo", "/.well-known/openid-configuration",
				"/.well-known/jwks.json")) {
			Answer answer = client().call("OPTIONS", path)
				.header("Origin", "https://spa.example")
				.header("Access-Control-Request-Method", path.endsWith("token") ? "POST" : "GET")
				.header("Access-Control-Request-Headers", "authorization")
				.send();
			assertThat(answer.header("Access-Control-Allow-Origin").orElse("")).as(path)
				.isIn("*", "https://spa.example");
			assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
		}
		for (String path : List.of(this.party.authorize(), "/oauth2/logout")) {
			assertThat(this.browser.call("GET", path)
				.header("Origin", "https://spa.example")
				.send()
				.header("Access-Control-Allow-Origin")).as(path).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "client_id", "redirect_uri", "scope", "state", "code_challenge", "nonce", "prompt",
			"response_type" })
	void refusesAParameterThatComesTwice(String name) {
		Answer answer = this.browser.browse(this.party.authorize("prompt", "none") + "&" + name + "=x");
		if (answer.status() != 400) {
			assertThat(ScriptedParty.parameters(answer)).containsEntry("error", "invalid_request");
		}
	}

	@Test
	void keepsAStateOfEightThousandBytes() {
		String state = "a%&=+ü ".repeat(20) + "x".repeat(7_860);
		assertThat(this.party.told(this.browser, "state", state)).containsEntry("state", state).containsKey("code");
	}

}
