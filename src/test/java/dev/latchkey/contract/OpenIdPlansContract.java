package dev.latchkey.contract;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Call;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Person;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the modules of the OpenID Foundation's plans {@code oidcc-basic} and
 * {@code oidcc-rp-initiated-logout} look at, a test for each, under the module's name.
 * {@code src/docs/openid-connect-checks.md} has the list.
 */
abstract class OpenIdPlansContract extends Contract {

	private static final String FORM = "application/x-www-form-urlencoded";

	private ScriptedParty party;

	private Person alice;

	private Client browser;

	@BeforeEach
	void signIn() {
		this.party = ScriptedParty.at(this.latchkey, Map.of());
		this.alice = someone();
		this.browser = signedIn(this.alice);
	}

	private Client signedIn(Person person) {
		Client client = client();
		client.loginForCookies(person).expect(200);
		return client;
	}

	private JsonNode metadata() {
		return client().get("/.well-known/openid-configuration").expect(200).json();
	}

	@Test
	void server() {
		Map<String, String> told = this.party.told(this.browser);
		assertThat(told).containsOnlyKeys("tenant", "code", "state", "iss")
			.containsEntry("state", "a state")
			.containsEntry("iss", issuer());
		Answer answer = this.party.redeem(told.get("code")).expect(200);
		assertThat(answer.header("Cache-Control").orElse("")).contains("no-store");
		assertThat(answer.text("/token_type")).isEqualToIgnoringCase("Bearer");
		assertThat(answer.json().get("expires_in").asInt()).isBetween(1, 300);
		JsonNode claims = ScriptedParty.claims(answer.json());
		long now = this.latchkey.clock().instant().getEpochSecond();
		assertThat(claims.get("iss").asString()).isEqualTo(issuer());
		assertThat(claims.get("aud").toString()).isIn("\"" + this.party.clientId() + "\"",
				"[\"" + this.party.clientId() + "\"]");
		assertThat(claims.get("nonce").asString()).isEqualTo("a nonce");
		assertThat(claims.get("iat").asLong()).isBetween(now - 60, now + 1);
		assertThat(claims.get("exp").asLong()).isGreaterThan(now);
		assertThat(claims.get("auth_time").asLong()).isBetween(now - 60, now + 1);
		assertThat(claims.get("sub").asString()).isNotBlank().hasSizeLessThanOrEqualTo(255).isASCII();
	}

	private String issuer() {
		return "http://localhost:" + this.latchkey.port();
	}

	@Test
	void responseTypeMissing() {
		Answer answer = this.browser.browse(this.party.authorize("response_type", null));
		if (answer.status() != 400) {
			assertThat(ScriptedParty.parameters(answer)).containsEntry("error", "invalid_request");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "token", "id_token", "code token", "none", "code code" })
	void responseTypeUnknown(String type) {
		assertThat(this.party.told(this.browser, "response_type", type)).containsEntry("error",
				"unsupported_response_type");
	}

	@ParameterizedTest
	@ValueSource(strings = { "RS256", "ES256" })
	void idTokenSignature(String algorithm) throws Exception {
		ScriptedParty other = ScriptedParty.at(this.latchkey, Map.of("id_token_algorithm", algorithm));
		SignedJWT token = SignedJWT.parse(other.tokens(this.browser).get("id_token").asString());
		assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo(algorithm);
		JWK key = JWKSet.parse(client().get("/.well-known/jwks.json").expect(200).body())
			.getKeyByKeyId(token.getHeader().getKeyID());
		assertThat(key).isNotNull();
		assertThat(key.isPrivate()).isFalse();
		JWSVerifier verifier = algorithm.equals("RS256") ? new RSASSAVerifier(key.toRSAKey().toRSAPublicKey())
				: new ECDSAVerifier((ECPublicKey) key.toECKey().toPublicKey());
		assertThat(token.verify(verifier)).isTrue();
	}

	@Test
	void idTokenUnsigned() {
		assertThat(metadata().get("id_token_signing_alg_values_supported").toString()).contains("RS256")
			.doesNotContainIgnoringCase("none");
		this.latchkey.admin()
			.post("/api/admin/applications",
					Map.of("name", "Unsigned", "oidc",
							Map.of("redirect_uris", List.of(ScriptedParty.REDIRECT), "id_token_algorithm", "none")))
			.expectProblem(400, "invalid-application");
	}

	@Test
	void userinfoGet() {
		JsonNode tokens = this.party.tokens(this.browser);
		Answer answer = this.party.userinfo(tokens).expect(200);
		assertThat(answer.text("/sub")).isEqualTo(ScriptedParty.claims(tokens).get("sub").asString());
		assertThat(answer.text("/preferred_username")).isEqualTo(this.alice.username());
		assertThat(answer.json().get("roles").toString()).isEqualTo("[\"USER\"]");
		assertThat(answer.header("Content-Type").orElse("")).startsWith("application/json");
		assertThat(answer.header("Cache-Control").orElse("")).contains("no-store");
	}

	@Test
	void userinfoPostHeader() {
		JsonNode tokens = this.party.tokens(this.browser);
		assertThat(
				client().withBearer(tokens.get("access_token").asString()).post("/userinfo").expect(200).text("/sub"))
			.isEqualTo(ScriptedParty.claims(tokens).get("sub").asString());
	}

	@Test
	void userinfoPostBody() {
		JsonNode tokens = this.party.tokens(this.browser);
		Answer answer = client().call("POST", "/userinfo")
			.body(FORM, "access_token=" + tokens.get("access_token").asString())
			.send()
			.expect(200);
		assertThat(answer.text("/sub")).isEqualTo(ScriptedParty.claims(tokens).get("sub").asString());
	}

	@Test
	void requestWithoutNonce() {
		assertThat(ScriptedParty.claims(this.party.tokens(this.browser, "nonce", null)).has("nonce")).isFalse();
	}

	@Test
	void scopeProfile() {
		JsonNode info = this.party.userinfo(this.party.tokens(this.browser, "scope", "openid profile")).json();
		assertThat(names(info)).contains("preferred_username", "name").doesNotContain("roles");
	}

	@Test
	void scopeEmail() {
		JsonNode info = this.party.userinfo(this.party.tokens(this.browser, "scope", "openid email")).json();
		assertThat(names(info)).contains("sub").doesNotContain("preferred_username", "roles", "email");
		admin().patch("/api/admin/users/" + this.alice.username(), Map.of("email", "a@b.example")).expect(200);
		JsonNode known = this.party.userinfo(this.party.tokens(this.browser, "scope", "openid email")).json();
		assertThat(known.get("email").asString()).isEqualTo("a@b.example");
		assertThat(known.get("email_verified").asBoolean()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "address", "phone" })
	void scopeUnknown(String scope) {
		assertThat(metadata().get("scopes_supported").toString()).doesNotContain(scope);
		assertThat(this.party.told(this.browser, "scope", "openid " + scope)).containsEntry("error", "invalid_scope");
	}

	@Test
	void scopeAll() {
		JsonNode tokens = this.party.tokens(this.browser, "scope", "openid profile email roles");
		assertThat(tokens.get("scope").asString().split(" ")).containsExactlyInAnyOrder("openid", "profile", "email",
				"roles");
	}

	@Test
	void otherScopeOrder() {
		assertThat(this.party.tokens(this.browser, "scope", "roles profile openid").has("id_token")).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "display=page", "display=popup", "extra=foobar", "login_hint=buffy", "ui_locales=se",
			"claims_locales=se", "acr_values=1 2", "claims={\"userinfo\":{\"name\":{\"essential\":true}}}", "claims={",
			"claims=[]", "registration={}", "id_token_hint=x.y.z" })
	void parameterThatChangesNothing(String parameter) {
		String[] pair = parameter.split("=", 2);
		this.party.tokens(this.browser, pair[0], pair[1]);
	}

	@Test
	void promptLogin() {
		long first = authTime(this.party.tokens(this.browser));
		this.latchkey.clock().advance(Duration.ofSeconds(2));
		asksToSignIn(this.browser, "prompt", "login");
		signInAgain("prompt", "login");
		JsonNode tokens = this.party.tokens(this.browser);
		assertThat(authTime(tokens)).isGreaterThan(first);
	}

	/**
	 * Go where the application leads, sign in there, and go on.
	 */
	private void signInAgain(String... changes) {
		String login = this.browser.browse(this.party.authorize(changes)).header("Location").orElseThrow();
		String path = URLDecoder.decode(login.substring(login.indexOf("continue=") + 9).split("&")[0],
				StandardCharsets.UTF_8);
		Answer answer = this.browser.call("POST", "/login")
			.form("username", this.alice.username(), "password", this.alice.password(), "continue", path, "_csrf",
					this.browser.csrfOfPage(login))
			.send()
			.expect(200, 303);
		assertThat(answer.header("Location").orElse("")).doesNotContain("error");
		assertThat(ScriptedParty.parameters(this.browser.browse(path))).containsKey("code");
	}

	private void asksToSignIn(Client client, String... changes) {
		Answer answer = client.browse(this.party.authorize(changes));
		assertThat(answer.header("Location").orElse("/login")).as(answer.toString()).contains("/login");
	}

	private static long authTime(JsonNode tokens) {
		return ScriptedParty.claims(tokens).get("auth_time").asLong();
	}

	@Test
	void promptNoneNotLoggedIn() {
		assertThat(this.party.told(client(), "prompt", "none")).containsEntry("error", "login_required")
			.containsEntry("state", "a state")
			.containsEntry("iss", issuer())
			.doesNotContainKey("code");
	}

	@Test
	void promptNoneLoggedIn() {
		JsonNode first = ScriptedParty.claims(this.party.tokens(this.browser));
		JsonNode second = ScriptedParty.claims(this.party.tokens(this.browser, "prompt", "none"));
		assertThat(second.get("sub")).isEqualTo(first.get("sub"));
		assertThat(second.get("auth_time")).isEqualTo(first.get("auth_time"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "none login", "none consent" })
	void promptThatCannotBe(String prompt) {
		assertThat(this.party.told(this.browser, "prompt", prompt)).containsEntry("error", "invalid_request");
	}

	@Test
	void maxAge1() {
		long first = authTime(this.party.tokens(this.browser));
		this.latchkey.clock().advance(Duration.ofSeconds(3));
		asksToSignIn(this.browser, "max_age", "1");
		assertThat(this.party.told(this.browser, "max_age", "1", "prompt", "none")).containsEntry("error",
				"login_required");
		signInAgain("max_age", "1");
		assertThat(authTime(this.party.tokens(this.browser))).isGreaterThan(first);
	}

	@Test
	void maxAge10000() {
		assertThat(authTime(this.party.tokens(this.browser, "max_age", "10000"))).isPositive();
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1", "x", "1.5", "99999999999999999999" })
	void maxAgeThatIsNone(String age) {
		assertThat(this.party.told(this.browser, "max_age", age)).containsEntry("error", "invalid_request");
	}

	@Test
	void idTokenHint() {
		JsonNode tokens = this.party.tokens(this.browser);
		String hint = tokens.get("id_token").asString();
		this.party.tokens(this.browser, "prompt", "none", "id_token_hint", hint);
	}

	@Test
	void codeReuse() {
		String code = this.party.code(this.browser);
		JsonNode tokens = this.party.redeem(code).expect(200).json();
		ScriptedParty.isError(this.party.redeem(code), 400, "invalid_grant");
		this.party.userinfo(tokens).expect(200);
	}

	@Test
	void codeReuse30Seconds() {
		String code = this.party.code(this.browser);
		JsonNode tokens = this.party.redeem(code).expect(200).json();
		this.party.waitHalfAMinute();
		ScriptedParty.isError(this.party.redeem(code), 400, "invalid_grant");
		this.party.userinfo(tokens).expect(401);
		ScriptedParty.isError(this.party.refresh(tokens.get("refresh_token").asString()), 400, "invalid_grant");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://rp.example/callback", "https://rp.example/callback?tenant=2",
			"https://rp.example/callback?tenant=1&x=y", "https://RP.example/callback?tenant=1",
			"https://rp.example:443/callback?tenant=1", "https://rp.example/Callback?tenant=1",
			"https://rp.example/callback/?tenant=1", "https://rp.example/callback?tenant=%31",
			"https://rp.example/a/../callback?tenant=1", "https://rp.example/callback?tenant=1#f",
			"https://rp.example.evil.example/callback?tenant=1", "https://rp.example@evil.example/callback?tenant=1",
			"http://rp.example/callback?tenant=1", "//rp.example/callback?tenant=1", "javascript:alert(1)", "" })
	void registeredRedirectUri(String other) {
		for (Client visitor : List.of(this.browser, client())) {
			Answer answer = visitor.browse(this.party.authorize("redirect_uri", other)).expect(400);
			assertThat(answer.header("Location")).isEmpty();
			assertThat(answer.body()).doesNotContain("evil.example");
		}
	}

	@Test
	void postRequest() {
		// as a script or a page of the same site sends it: Lax cookies come with no other
		// POST
		Call call = this.browser.call("POST", "/oauth2/authorize")
			.accept(Client.PAGES)
			.withoutCsrf()
			.body(FORM, ScriptedParty.query(this.party.request()));
		Answer answer = call.send();
		if (answer.status() == 200 || answer.header("Location").orElse("").startsWith("/")) {
			// led on by a page, since browsers hold redirects after a form to the policy
			// of the page before
			assertThat(answer.body() + answer.header("Location").orElse("")).contains("authorize");
		}
		else {
			assertThat(ScriptedParty.parameters(answer)).containsKey("code");
		}
	}

	@Test
	void clientSecretPost() {
		String code = this.party.code(this.browser);
		client().call("POST", "/oauth2/token")
			.body(FORM,
					ScriptedParty.query(Map.of("grant_type", "authorization_code", "code", code, "redirect_uri",
							ScriptedParty.REDIRECT, "code_verifier", ScriptedParty.VERIFIER, "client_id",
							this.party.clientId(), "client_secret", String.valueOf(this.party.secret()))))
			.send()
			.expect(200);
	}

	@Test
	void requestUriUnsigned() {
		assertThat(metadata().path("request_uri_parameter_supported").asBoolean(true)).isFalse();
		assertThat(this.party.told(this.browser, "request_uri", "https://rp.example/request").get("error"))
			.isIn("request_uri_not_supported", "request_not_supported", "invalid_request_uri", "invalid_request");
	}

	@ParameterizedTest
	@ValueSource(strings = { "eyJhbGciOiJub25lIn0.e30.", "x", "" })
	void requestObjectUnsigned(String request) {
		assertThat(this.party.told(this.browser, "request", request)).containsEntry("error", "request_not_supported");
	}

	@Test
	void requestObjectWithRedirectUri() {
		String object = "eyJhbGciOiJub25lIn0."
				+ Base64.getUrlEncoder()
					.withoutPadding()
					.encodeToString("{\"redirect_uri\":\"https://evil.example/\"}".getBytes(StandardCharsets.UTF_8))
				+ ".";
		assertThat(this.party.told(this.browser, "request", object)).doesNotContainKey("code");
	}

	@Test
	void refreshToken() {
		JsonNode first = this.party.tokens(this.browser);
		JsonNode second = this.party.refresh(first.get("refresh_token").asString()).expect(200).json();
		JsonNode before = ScriptedParty.claims(first);
		JsonNode after = ScriptedParty.claims(second);
		for (String claim : List.of("iss", "sub", "aud", "auth_time", "sid")) {
			assertThat(after.get(claim)).as(claim).isEqualTo(before.get(claim));
		}
		assertThat(after.has("nonce")).isFalse();
		this.party.userinfo(second).expect(200);
		ScriptedParty other = ScriptedParty.at(this.latchkey, Map.of());
		ScriptedParty.isError(other.refresh(second.get("refresh_token").asString()), 400, "invalid_grant");
	}

	@Test
	void validPkce() {
		String code = this.party.code(this.browser);
		ScriptedParty.isError(this.party.token("grant_type", "authorization_code", "code", code, "redirect_uri",
				ScriptedParty.REDIRECT, "code_verifier", "x".repeat(43)), 400, "invalid_grant");
	}

	@Test
	void logoutDiscovery() {
		assertThat(metadata().get("end_session_endpoint").asString()).isEqualTo(issuer() + "/oauth2/logout");
	}

	@Test
	void backchannelDiscovery() {
		assertThat(metadata().get("backchannel_logout_supported").asBoolean()).isTrue();
		assertThat(metadata().get("backchannel_logout_session_supported").asBoolean()).isTrue();
	}

	@Test
	void rpInitiatedLogout() {
		String hint = hint();
		Answer answer = signOut("id_token_hint", hint, "post_logout_redirect_uri", ScriptedParty.SIGNED_OUT, "state",
				"x&y=ü")
			.expect(302, 303);
		assertThat(answer.header("Location")).contains(ScriptedParty.SIGNED_OUT + "?state=x%26y%3D%C3%BC");
		this.browser.get("/api/me").expect(401);
		assertThat(this.party.told(this.browser, "prompt", "none")).containsEntry("error", "login_required");
	}

	private String hint() {
		return this.party.tokens(this.browser).get("id_token").asString();
	}

	private Answer signOut(String... parameters) {
		return this.browser.browse("/oauth2/logout?" + ScriptedParty.query(mapOf(parameters)));
	}

	private static Map<String, String> mapOf(String... namesAndValues) {
		Map<String, String> map = new LinkedHashMap<>();
		for (int i = 0; i < namesAndValues.length; i += 2) {
			map.put(namesAndValues[i], namesAndValues[i + 1]);
		}
		return map;
	}

	@Test
	void rpInitiatedLogoutBadIdTokenHint() {
		staysHere("id_token_hint", "x.y.z", "post_logout_redirect_uri", ScriptedParty.SIGNED_OUT);
		isSignedIn(this.browser);
	}

	private Answer staysHere(String... parameters) {
		Answer answer = signOut(parameters).expect(200, 303, 400);
		assertThat(answer.header("Location").orElse("/")).startsWith("/").doesNotStartWith("//");
		return answer;
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://rp.example/other", "https://rp.example/signed-out/", "https://evil.example/",
			"https://rp.example/signed-out?foo=bar", "https://RP.example/signed-out", "//evil.example/" })
	void rpInitiatedLogoutBadPostLogoutRedirectUri(String uri) {
		staysHere("id_token_hint", hint(), "post_logout_redirect_uri", uri, "state", "x");
	}

	@Test
	void rpInitiatedLogoutModifiedIdTokenHint() {
		String hint = hint();
		char[] changed = hint.toCharArray();
		changed[hint.lastIndexOf('.') + 10] ^= 1;
		staysHere("id_token_hint", new String(changed), "post_logout_redirect_uri", ScriptedParty.SIGNED_OUT);
		isSignedIn(this.browser);
	}

	@Test
	void rpInitiatedLogoutNoIdTokenHint() {
		staysHere("post_logout_redirect_uri", ScriptedParty.SIGNED_OUT);
		isSignedIn(this.browser);
	}

	@Test
	void rpInitiatedLogoutNoParams() {
		staysHere();
		isSignedIn(this.browser);
	}

	@Test
	void rpInitiatedLogoutNoPostLogoutRedirectUri() {
		staysHere("id_token_hint", hint(), "state", "x");
		this.browser.get("/api/me").expect(401);
	}

	@Test
	void rpInitiatedLogoutNoState() {
		assertThat(
				signOut("id_token_hint", hint(), "post_logout_redirect_uri", ScriptedParty.SIGNED_OUT).expect(302, 303)
					.header("Location"))
			.contains(ScriptedParty.SIGNED_OUT);
	}

	@Test
	void rpInitiatedLogoutOnlyState() {
		staysHere("state", "x");
		isSignedIn(this.browser);
	}

}
