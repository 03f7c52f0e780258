package dev.latchkey.contract;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Registered;
import dev.latchkey.harness.RelyingParty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The token endpoint (RFC 6749, 3.2) and the userinfo endpoint (OpenID Connect Core 1.0,
 * 5.3).
 */
abstract class TokensContract extends Contract {

	private static final String FORM = "application/x-www-form-urlencoded";

	private RelyingParty application;

	private Person person;

	private Client browser;

	@BeforeEach
	void signIn() {
		this.application = RelyingParty.at(this.latchkey, Map.of());
		this.person = someone();
		this.browser = client();
		this.browser.loginByForm(this.person);
	}

	private static JsonNode claims(String token) {
		return JsonMapper.shared()
			.readTree(new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8));
	}

	private static void refused(Answer answer, int status, String error) {
		assertThat(answer.expect(status).text("/error")).isEqualTo(error);
		assertThat(answer.header("Content-Type").orElseThrow()).startsWith("application/json");
		assertThat(answer.body()).doesNotContain("error_uri").doesNotContain("xception");
	}

	@Test
	void exchangesACodeForTokensThatWork() {
		Answer tokens = this.application.redeem(this.application.code(this.browser)).expect(200);
		assertThat(names(tokens.json())).containsExactlyInAnyOrder("access_token", "token_type", "expires_in",
				"refresh_token", "id_token", "scope");
		assertThat(tokens.text("/token_type")).isEqualTo("Bearer");
		assertThat(tokens.json().at("/expires_in").asInt()).isBetween(1, 300);
		assertThat(tokens.header("Cache-Control")).contains("no-store");
		JsonNode idToken = claims(tokens.text("/id_token"));
		assertThat(idToken.at("/nonce").asString()).isEqualTo("a nonce");
		assertThat(idToken.at("/iss").asString())
			.isEqualTo(client().get("/.well-known/openid-configuration").text("/issuer"));
		Answer userInfo = this.application.userInfo(tokens.text("/access_token")).expect(200);
		assertThat(userInfo.text("/sub")).isEqualTo(idToken.at("/sub").asString());
		assertThat(userInfo.text("/preferred_username")).isEqualTo(this.person.username());
		Answer again = this.application.refresh(tokens.text("/refresh_token")).expect(200);
		this.application.userInfo(again.text("/access_token")).expect(200);
	}

	@Test
	void endsWithTheSession() {
		Answer tokens = this.application.redeem(this.application.code(this.browser)).expect(200);
		String code = this.application.code(this.browser);
		admin().post("/api/admin/users/" + this.person.username() + "/logout").expect(200);
		refused(this.application.redeem(code), 400, "invalid_grant");
		refused(this.application.refresh(tokens.text("/refresh_token")), 400, "invalid_grant");
		Answer userInfo = this.application.userInfo(tokens.text("/access_token"));
		refused(userInfo, 401, "invalid_token");
		assertThat(userInfo.header("WWW-Authenticate").orElseThrow()).startsWith("Bearer error=\"invalid_token\"");
	}

	@Test
	void servesPublicApplicationsWithoutASecret() {
		this.application = RelyingParty.at(this.latchkey, Map.of("public", true));
		Answer tokens = this.application.redeem(this.application.code(this.browser)).expect(200);
		Answer again = this.application.refresh(tokens.text("/refresh_token")).expect(200);
		this.application.userInfo(again.text("/access_token")).expect(200);
		refused(this.application.token("grant_type", "client_credentials"), 400, "unauthorized_client");
		String code = this.application.code(this.browser);
		refused(this.application.token("grant_type", "authorization_code", "code", code, "redirect_uri",
				this.application.redirectUri()), 400, "invalid_grant");
	}

	/** An application that has a secret has to prove it, whatever else it knows. */
	@Test
	void refusesAnApplicationThatDoesNotProveItself() {
		String code = this.application.code(this.browser);
		String form = "grant_type=authorization_code&code=" + code + "&code_verifier=" + RelyingParty.VERIFIER
				+ "&redirect_uri=" + URLEncoder.encode(this.application.redirectUri(), StandardCharsets.UTF_8);
		String mine = "&client_id=" + this.application.clientId();
		for (String proof : List.of("", mine, mine + "&client_secret=wrong", "&client_id=unheard-of",
				"&client_secret=x")) {
			Answer answer = client().call("POST", "/oauth2/token").withoutCsrf().body(FORM, form + proof).send();
			refused(answer, 401, "invalid_client");
			assertThat(answer.header("WWW-Authenticate").orElseThrow()).startsWith("Basic");
		}
		Answer both = client().call("POST", "/oauth2/token")
			.withoutCsrf()
			.header("Authorization", Registered.basic(this.application.clientId() + ":" + this.application.secret()))
			.body(FORM, form + "&client_secret=" + this.application.secret())
			.send();
		refused(both, 400, "invalid_request");
		client().call("POST", "/oauth2/token")
			.withoutCsrf()
			.body(FORM, form + mine + "&client_secret=" + this.application.secret())
			.send()
			.expect(200);
	}

	@Test
	void refusesWhatIsAnothersOrWrong() {
		RelyingParty other = RelyingParty.at(this.latchkey, Map.of());
		Answer tokens = this.application.redeem(this.application.code(this.browser)).expect(200);
		refused(other.refresh(tokens.text("/refresh_token")), 400, "invalid_grant");
		refused(this.application.token("grant_type", "authorization_code", "code", this.application.code(this.browser),
				"redirect_uri", this.application.redirectUri(), "code_verifier", "b".repeat(43)), 400, "invalid_grant");
		refused(this.application.token("grant_type", "authorization_code", "code", this.application.code(this.browser),
				"redirect_uri", "https://evil.example/", "code_verifier", RelyingParty.VERIFIER), 400, "invalid_grant");
		refused(other.redeem(this.application.code(this.browser)), 400, "invalid_grant");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "grant_type=", "grant_type=authorization_code", "grant_type=refresh_token",
			"grant_type=authorization_code&code=x&code=y", "grant_type=refresh_token&grant_type=refresh_token",
			"code=x", "grant_type=authorization_code&code=" })
	void refusesAMalformedRequest(String form) {
		refused(send(form), 400, "invalid_request");
	}

	private Answer send(String form) {
		return client().call("POST", "/oauth2/token")
			.withoutCsrf()
			.header("Authorization", Registered.basic(this.application.clientId() + ":" + this.application.secret()))
			.body(FORM, form)
			.send();
	}

	@Test
	void refusesGrantTypesThatItDoesNotKnow() {
		for (String type : List.of("password", "implicit", "urn:ietf:params:oauth:grant-type:token-exchange", "x")) {
			refused(send("grant_type=" + URLEncoder.encode(type, StandardCharsets.UTF_8)), 400,
					"unsupported_grant_type");
		}
		for (String garbage : List.of("x", "\0", "é", "🦉", "x".repeat(5000), "a.b.c")) {
			refused(send("grant_type=authorization_code&code=" + URLEncoder.encode(garbage, StandardCharsets.UTF_8)),
					400, "invalid_grant");
			refused(send(
					"grant_type=refresh_token&refresh_token=" + URLEncoder.encode(garbage, StandardCharsets.UTF_8)),
					400, "invalid_grant");
		}
	}

	@Test
	void givesAnApplicationATokenOfItsOwn() {
		this.application = RelyingParty.at(this.latchkey, Map.of("scopes", List.of("openid", "jobs:run")));
		Answer tokens = this.application.token("grant_type", "client_credentials").expect(200);
		assertThat(names(tokens.json())).doesNotContain("refresh_token", "id_token");
		assertThat(tokens.text("/scope")).isEqualTo("jobs:run");
		refused(this.application.token("grant_type", "client_credentials", "scope", "openid"), 400, "invalid_scope");
		refused(this.application.userInfo(tokens.text("/access_token")), 403, "insufficient_scope");
	}

	/**
	 * It hangs on no session: only the application itself, or its deletion, ends it
	 * early.
	 */
	@Test
	void endsATokenThatAnApplicationHasOfItsOwn() {
		String revoked = ownToken();
		String kept = ownToken();
		RelyingParty other = RelyingParty.at(this.latchkey, Map.of());
		other.call("/oauth2/revoke", "token", revoked).expect(200);
		assertThat(isActive(revoked)).isTrue();
		for (int i = 0; i < 2; i++) {
			this.application.call("/oauth2/revoke", "token", revoked, "token_type_hint", "refresh_token").expect(200);
			assertThat(isActive(revoked)).isFalse();
		}
		assertThat(isActive(kept)).isTrue();
		this.latchkey.admin().delete("/api/admin/applications/" + this.application.clientId()).expect(200, 202, 204);
		Registered.at(this.latchkey).introspectInactive(kept);
	}

	private String ownToken() {
		return this.application.token("grant_type", "client_credentials").expect(200).text("/access_token");
	}

	private boolean isActive(String token) {
		return this.application.call("/oauth2/introspect", "token", token).expect(200).json().get("active").asBoolean();
	}

	/** What opens an application opens nothing of Latchkey, and the reverse. */
	@Test
	void keepsTheTokensOfApplicationsAndOursApart() {
		Answer tokens = this.application.redeem(this.application.code(this.browser)).expect(200);
		for (String name : List.of("access_token", "id_token", "refresh_token")) {
			client().withBearer(tokens.text("/" + name)).get("/api/me").expect(401);
			if (!name.equals("access_token")) {
				refused(this.application.userInfo(tokens.text("/" + name)), 401, "invalid_token");
			}
		}
		Client own = this.latchkey.login(someone());
		refused(this.application.userInfo(own.credential()), 401, "invalid_token");
	}

	@Test
	void takesTheTokenInOnePlaceOnly() {
		String token = this.application.redeem(this.application.code(this.browser)).expect(200).text("/access_token");
		Answer none = client().get("/userinfo").expect(401);
		assertThat(none.header("WWW-Authenticate")).contains("Bearer");
		client().call("POST", "/userinfo").withoutCsrf().body(FORM, "access_token=" + token).send().expect(200);
		client().call("POST", "/userinfo").header("Authorization", "Bearer " + token).send().expect(200);
		refused(client().get("/userinfo?access_token=" + token), 400, "invalid_request");
		refused(client().call("POST", "/userinfo")
			.header("Authorization", "Bearer " + token)
			.body(FORM, "access_token=" + token)
			.send(), 400, "invalid_request");
		// a cookie is no access token
		this.browser.call("GET", "/userinfo").withoutBearer().send().expect(401);
	}

	/** The container would tell of a session of its own by a cookie. */
	@Test
	void makesNoSessionOfTheContainers() {
		Answer authorized = this.application.authorize(this.browser);
		Answer tokens = this.application.redeem(this.application.answered(authorized).get("code")).expect(200);
		for (Answer answer : List.of(authorized, tokens, this.application.authorize(client()),
				this.application.userInfo(tokens.text("/access_token")),
				this.application.refresh(tokens.text("/refresh_token")),
				this.application.call("/oauth2/par", "client_id", this.application.clientId()),
				client().get("/.well-known/openid-configuration"))) {
			assertThat(answer.headers("Set-Cookie")).as(answer.call())
				.noneMatch((cookie) -> cookie.startsWith("JSESSIONID"));
		}
	}

}
