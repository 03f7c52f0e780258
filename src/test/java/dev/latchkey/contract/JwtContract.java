package dev.latchkey.contract;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Person;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What only the JWT mode has.
 */
abstract class JwtContract extends Contract {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	@Test
	void handsTokensToABearerInTheBody() {
		Client client = client();
		Answer answer = client.login(someone()).expect(200);
		assertThat(names(answer.json()))
			.isEqualTo(set("username", "roles", "permissions", "must_change_password", "session", "access_token",
					"token_type", "expires_in", "refresh_token", "refresh_expires_in", "device_token"));
		assertThat(answer.text("/token_type")).isEqualTo("Bearer");
		assertThat(answer.json().get("expires_in").asInt()).isBetween(1, 300);
		assertThat(answer.json().get("refresh_expires_in").asInt()).isBetween(301, 12 * 3600);
		assertThat(answer.text("/access_token").length()).isLessThan(4096);
		assertThat(answer.cookie(Client.COOKIE)).isEmpty();
		assertThat(answer.cookie(Client.REFRESH_COOKIE)).isEmpty();
		assertThat(answer.header("Cache-Control").orElse("")).contains("no-store");
	}

	@Test
	void handsTokensToABrowserInCookiesOnly() {
		Client client = client();
		Answer answer = client.loginForCookies(someone()).expect(200);
		assertThat(answer.json().has("access_token")).isFalse();
		assertThat(answer.json().has("refresh_token")).isFalse();
		assertThat(answer.json().has("token_type")).isFalse();
		assertThat(client.cookie(Client.REFRESH_COOKIE)).isPresent();
		isSignedIn(client);
	}

	@Test
	void saysInTheTokenWhatAReaderNeeds() {
		Client client = client();
		Person alice = someone();
		Answer login = client.login(alice).expect(200);
		JsonNode header = part(client.credential(), 0);
		JsonNode claims = part(client.credential(), 1);
		assertThat(names(header)).isEqualTo(set("typ", "kid", "alg"));
		assertThat(header.get("typ").asString()).isEqualTo("at+jwt");
		assertThat(names(claims)).isEqualTo(set("iss", "aud", "client_id", "sub", "sid", "jti", "iat", "exp", "epoch",
				"gen", "username", "roles", "permissions", "auth_time", "amr", "session_expires_at"));
		assertThat(claims.get("client_id").asString()).isEqualTo("latchkey");
		assertThat(claims.get("sid").asString()).isEqualTo(login.text("/session/handle"));
		assertThat(claims.get("sub").asString()).matches(HANDLE).isNotEqualTo(alice.username());
		assertThat(claims.get("exp").asLong() - claims.get("iat").asLong()).isEqualTo(300);
		assertThat(claims.get("epoch").isIntegralNumber()).isTrue();
		assertThat(claims.get("gen").isIntegralNumber()).isTrue();
		assertThat(claims.get("roles").toString()).isEqualTo("[\"USER\"]");
	}

	@Test
	void isAnAccessTokenToOtherReadersOfRfc9068() {
		String keys = "http://localhost:" + this.latchkey.port() + "/.well-known/jwks.json";
		NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(keys)
			.jwsAlgorithm(SignatureAlgorithm.ES256)
			.validateType(false)
			.build();
		decoder.setJwtValidator(JwtValidators.createAtJwtValidator()
			.issuer("latchkey")
			.audience("latchkey")
			.clientId("latchkey")
			.build());
		Person alice = someone();
		Jwt token = decoder.decode(this.latchkey.login(alice).credential());
		assertThat(token.getClaimAsString("username")).isEqualTo(alice.username());
	}

	static JsonNode part(String token, int index) {
		return JSON
			.readTree(new String(Base64.getUrlDecoder().decode(token.split("\\.")[index]), StandardCharsets.UTF_8));
	}

	@Test
	void publishesPublicKeysOnly() {
		Client client = this.latchkey.login(someone());
		Answer answer = client().get("/.well-known/jwks.json").expect(200);
		assertThat(answer.header("Content-Type").orElse("")).containsAnyOf("application/jwk-set+json",
				"application/json");
		assertThat(answer.json().get("keys")).isNotEmpty();
		boolean known = false;
		for (JsonNode key : answer.json().get("keys").values()) {
			assertThat(names(key)).doesNotContain("d", "p", "q", "dp", "dq", "qi", "oth", "k");
			assertThat(key.get("kty").asString()).isNotEqualTo("oct");
			known |= key.get("kid").asString().equals(part(client.credential(), 0).get("kid").asString());
		}
		assertThat(known).as("the key of the tokens that are handed out").isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "bearer", "BEARER", "bEaReR" })
	void readsTheSchemeInAnyCase(String scheme) {
		Client client = this.latchkey.login(someone());
		client().call("GET", "/api/me").header("Authorization", scheme + " " + client.credential()).send().expect(200);
	}

	@Test
	void needsNoCsrfTokenWhereTheHeaderDecides() {
		Client client = this.latchkey.login(someone());
		client.call("DELETE", "/api/me/sessions").withoutCsrf().send().expect(200);
		client.call("DELETE", "/api/me/sessions").header("Sec-Fetch-Site", "cross-site").send().expect(200);
		client.call("POST", "/api/logout").withoutCsrf().send().expect(204);
	}

	@Test
	void takesTheSameTokenFromHeaderAndCookie() {
		Client client = client();
		client.loginForCookies(someone()).expect(200);
		client.withBearer(client.credential());
		client.get("/api/me").expect(200, 400);
		client().withBearer(client.credential()).get("/api/me").expect(200);
	}

	@Test
	void refreshesByTheBody() {
		Client client = client();
		Answer login = client.login(someone()).expect(200);
		Answer answer = client.refresh().expect(200);
		Set<String> asLogin = new TreeSet<>(names(login.json()));
		// only a password makes a device known
		asLogin.remove("device_token");
		assertThat(names(answer.json())).isEqualTo(asLogin);
		assertThat(answer.text("/session/handle")).isEqualTo(login.text("/session/handle"));
		assertThat(answer.text("/session/expires_at")).isEqualTo(login.text("/session/expires_at"));
		assertThat(answer.cookie(Client.COOKIE)).isEmpty();
		assertThat(part(client.credential(), 1).get("epoch"))
			.isEqualTo(part(login.text("/access_token"), 1).get("epoch"));
		isSignedIn(client);
	}

	@Test
	void refreshesByTheCookie() {
		Client client = client();
		client.loginForCookies(someone()).expect(200);
		client.call("POST", "/api/refresh").withoutCsrf().send().expectProblem(403);
		client.call("POST", "/api/refresh").header("Sec-Fetch-Site", "cross-site").send().expectProblem(403);
		client.withoutCookie(Client.COOKIE);
		Answer answer = client.refresh().expect(200);
		assertThat(answer.json().has("access_token")).isFalse();
		assertThat(answer.cookie(Client.COOKIE)).isPresent();
		isSignedIn(client);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "garbage", "a.b.c", "AAAAAAAAAAAAAAAAAAAAAA.1.AAAAAAAAAAAAAAAAAAAAAA" })
	void refreshesNothingByWhatIsNoToken(String token) {
		client().post("/api/refresh", Map.of("refresh_token", token)).expect(400, 401);
		client().withCookie(Client.REFRESH_COOKIE, token).post("/api/refresh").expect(400, 401);
	}

	@Test
	void refreshesNothingByNothing() {
		Answer answer = client().post("/api/refresh");
		answer.expect(400, 401);
		answer.expectProblem(answer.status());
	}

	@Test
	void doesNotTakeOneTokenForTheOther() {
		Client client = this.latchkey.login(someone());
		client().post("/api/refresh", Map.of("refresh_token", client.credential())).expectProblem(401);
		client().withBearer(client.refreshToken().orElseThrow()).get("/api/me").expectProblem(401, "invalid-token");
		client().withCookie(Client.COOKIE, client.refreshToken().orElseThrow())
			.get("/api/me")
			.expectProblem(401, "invalid-token");
	}

	@Test
	void refreshesNoSessionThatHasEnded() {
		Person alice = someone();
		Client forced = this.latchkey.login(alice);
		admin().post("/api/admin/users/" + alice.username() + "/logout").expect(200);
		forced.refresh().expectEnded("forced_logout");
		Client left = this.latchkey.login(alice);
		Client before = left.copy();
		left.post("/api/logout").expect(204);
		before.refresh().expectEnded("logged_out");
		Client off = this.latchkey.login(alice);
		admin().patch("/api/admin/users/" + alice.username(), Map.of("status", "disabled")).expect(200);
		off.refresh().expectEnded("account_disabled");
	}

	@Test
	void logsOutByTheRefreshTokenInTheBody() {
		Client client = this.latchkey.login(someone());
		client().post("/api/logout", Map.of("refresh_token", client.refreshToken().orElseThrow())).expect(204);
		hasEnded(client, "logged_out");
	}

	@Test
	void logsOutByTheRefreshCookie() {
		Client client = client();
		client.loginForCookies(someone()).expect(200);
		Client before = client.copy();
		client.withoutCookie(Client.COOKIE);
		client.call("POST", "/api/logout").withoutCsrf().send().expectProblem(403);
		client.post("/api/logout").expect(204);
		hasEnded(before, "logged_out");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2 })
	void refusesATokenThatWasChanged(int part) {
		Client client = this.latchkey.login(someone());
		String[] parts = client.credential().split("\\.");
		char first = parts[part].charAt(5);
		parts[part] = parts[part].substring(0, 5) + ((first != 'A') ? 'A' : 'B') + parts[part].substring(6);
		client().withBearer(String.join(".", parts)).get("/api/me").expectProblem(401, "invalid-token");
	}

	@ParameterizedTest
	@ValueSource(strings = { "=", "==", ".", ".x", "%20", "A" })
	void refusesATokenWithSomethingBehindIt(String tail) {
		Client client = this.latchkey.login(someone());
		client().withBearer(client.credential() + tail).get("/api/me").expectProblem(401, "invalid-token");
		client().withCookie(Client.COOKIE, client.credential() + tail).get("/api/me").expectProblem(401);
	}

	@Test
	void refusesATokenWithoutSignature() {
		Client client = this.latchkey.login(someone());
		String claims = client.credential().split("\\.")[1];
		for (String header : new String[] { "{\"alg\":\"none\",\"typ\":\"at+jwt\"}", "{\"alg\":\"none\"}",
				"{\"alg\":\"HS256\",\"typ\":\"at+jwt\"}" }) {
			String forged = Base64.getUrlEncoder()
				.withoutPadding()
				.encodeToString(header.getBytes(StandardCharsets.UTF_8)) + "." + claims + ".";
			client().withBearer(forged).get("/api/me").expectProblem(401, "invalid-token");
			client().withBearer(forged + "AAAA").get("/api/me").expectProblem(401, "invalid-token");
		}
	}

	@Test
	void recordsOnceThatAUsedRefreshTokenCameAgain() {
		Person alice = someone();
		Client client = this.latchkey.login(alice);
		String handle = OwnSessionsContract.handleOf(client);
		this.latchkey.sql()
			.sql("update user_session set refresh_generation = 5 where handle = ?")
			.param(handle)
			.update();
		client.refresh().expectEnded("refresh_reuse");
		client.refresh().expectEnded("refresh_reuse");
		String query = "/api/admin/events?type=refresh_reuse&subject=" + alice.username();
		Awaitility.await().until(() -> admin().get(query).json().get("total").asInt() > 0);
		assertThat(admin().get(query).json().get("total").asInt()).isOne();
		assertThat(admin().get(query).text("/events/0/handle")).isEqualTo(handle);
		assertThat(admin().get(query).text("/events/0/outcome")).isEqualTo("failure");
	}

}
