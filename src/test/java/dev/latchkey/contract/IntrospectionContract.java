package dev.latchkey.contract;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Cookie;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Registered;
import dev.latchkey.session.seen.LastSeen;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What other applications learn of a credential (RFC 7662).
 */
abstract class IntrospectionContract extends Contract {

	private static final String PATH = "/oauth2/introspect";

	private static final String FORM = "application/x-www-form-urlencoded";

	private Registered application;

	@BeforeEach
	void register() {
		this.application = Registered.at(this.latchkey);
	}

	@ParameterizedTest
	@EnumSource
	void saysWhoseALiveCredentialIs(Door door) {
		Person alice = someone();
		Client client = door.open(this.latchkey, alice);
		long before = this.latchkey.clock().instant().getEpochSecond();
		Answer answer = this.application.introspectActive(client.credential());
		JsonNode body = answer.json();
		Set<String> same = set("active", "sub", "username", "scope", "roles", "permissions", "sid", "iat", "exp",
				"auth_time", "amr", "token_type");
		if (jwt()) {
			same.addAll(List.of("iss", "aud", "jti"));
			assertThat(answer.text("/jti")).isEqualTo(JwtContract.part(client.credential(), 1).get("jti").asString());
			assertThat(body.get("exp")).isEqualTo(JwtContract.part(client.credential(), 1).get("exp"));
			assertThat(answer.text("/iss")).isEqualTo("latchkey");
			assertThat(answer.text("/aud")).isEqualTo("latchkey");
		}
		assertThat(names(body)).isEqualTo(same);
		assertThat(answer.text("/username")).isEqualTo(alice.username());
		assertThat(answer.text("/sub")).isEqualTo(accountId(alice));
		assertThat(answer.text("/sid")).isEqualTo(OwnSessionsContract.handleOf(client));
		assertThat(body.get("roles").toString()).isEqualTo("[\"USER\"]");
		assertThat(body.get("permissions").toString()).isEqualTo("[]");
		assertThat(answer.text("/scope")).isEmpty();
		assertThat(answer.text("/token_type")).isEqualTo(jwt() ? "Bearer" : "Cookie");
		assertThat(body.get("auth_time").asLong()).isBetween(before - 60, before);
		assertThat(body.get("iat").asLong()).isBetween(before - 60, before);
		assertThat(body.get("exp").asLong()).isGreaterThan(before);
		assertThat(answer.header("Cache-Control").orElse("")).contains("no-store");
		assertThat(answer.header("Content-Type").orElse("")).startsWith("application/json");
		assertThat(answer.cookies()).isEmpty();
	}

	private String accountId(Person person) {
		return this.latchkey.sql()
			.sql("select id from account where username = ?")
			.param(person.username())
			.query(String.class)
			.single();
	}

	@Test
	void namesPermissionsInTheirOrder() {
		Client client = this.latchkey.login(this.latchkey.newPerson("ADMIN"));
		Answer answer = this.application.introspectActive(client.credential());
		assertThat(answer.text("/scope")).contains("applications:write ", " audit:read ", " keys:write ")
			.doesNotEndWith(" ");
		assertThat(answer.json().get("permissions").valueStream().map(JsonNode::asString).toList())
			.isEqualTo(List.of(answer.text("/scope").split(" ")))
			.isSorted();
	}

	@ParameterizedTest
	@EnumSource
	void saysOfWhatIsOverOnlyThatItIs(Door door) {
		Person alice = someone();
		Client out = door.open(this.latchkey, alice);
		Client forced = door.open(this.latchkey, alice);
		Client live = this.latchkey.login(someone());
		Client before = out.copy();
		out.post("/api/logout").expect(204);
		this.application.introspectInactive(before.credential());
		this.application.introspectActive(forced.credential());
		admin().post("/api/admin/users/" + alice.username() + "/logout").expect(200);
		this.application.introspectInactive(forced.credential());
		before.refreshToken().ifPresent(this.application::introspectInactive);
		forced.refreshToken().ifPresent(this.application::introspectInactive);
		this.application.introspectActive(live.credential());
	}

	@ParameterizedTest
	@ValueSource(strings = { "garbage", "a.b.c", " ", "x\0y", "é", "🦉", "\ufeff", "..", "%zz", "__Host-latchkey=x",
			"eyJhbGciOiJub25lIn0.e30." })
	void saysOfWhatIsNobodysOnlyThatItIsNotLive(String token) {
		this.application.introspectInactive(token);
		this.application.introspectInactive(token.repeat(10_000 / token.length() / 6));
	}

	@Test
	void takesNoOtherFormOfALiveCredential() {
		String credential = this.latchkey.login(someone()).credential();
		for (String other : List.of(credential + "=", credential + " ", " " + credential, credential + "\n",
				"Bearer " + credential, credential + "\0")) {
			this.application.introspectInactive(other);
		}
	}

	@Test
	void looksAtARefreshTokenWithoutUsingItUp() {
		Client client = this.latchkey.login(someone());
		Optional<String> refresh = client.refreshToken();
		if (refresh.isEmpty()) {
			return;
		}
		for (int i = 0; i < 3; i++) {
			Answer answer = this.application.introspectActive(refresh.get());
			assertThat(names(answer.json()))
				.isEqualTo(set("active", "sub", "username", "sid", "exp", "auth_time", "amr", "token_type"));
			assertThat(answer.text("/token_type")).isEqualTo("refresh_token");
			assertThat(answer.text("/sid")).isEqualTo(OwnSessionsContract.handleOf(client));
		}
		client.copy().refresh().expect(200);
		String row = "select refresh_generation from user_session where handle = ?";
		assertThat(this.latchkey.sql().sql(row).param(OwnSessionsContract.handleOf(client)).query(Long.class).single())
			.isEqualTo(1);
	}

	@Test
	void saysThatAReplacedRefreshTokenIsNotLiveAndEndsNothing() {
		Client client = this.latchkey.login(someone());
		Optional<String> first = client.refreshToken();
		if (first.isEmpty()) {
			return;
		}
		String handle = OwnSessionsContract.handleOf(client);
		// as if it had been refreshed twice, long ago
		this.latchkey.sql()
			.sql("update user_session set refresh_generation = 2, confirmed_generation = 2 where handle = ?")
			.param(handle)
			.update();
		this.application.introspectInactive(first.get());
		isSignedIn(client);
	}

	@Test
	void saysNothingOfWhomTheirPasswordLetsInOnlyToBeChanged() {
		Person alice = someone();
		String temporary = admin().post("/api/admin/users/" + alice.username() + "/password")
			.expect(200)
			.text("/temporary_password");
		Client client = this.latchkey.login(alice.with(temporary));
		this.application.introspectInactive(client.credential());
		client.refreshToken().ifPresent(this.application::introspectInactive);
		client.keepTokens(PasswordContract.change(client, temporary, "walnut-harbour-kettle-28")).expect(200);
		this.application.introspectActive(client.credential());
	}

	@Test
	void doesNotCountAsUse() {
		Client client = client();
		Answer login = client.login(someone()).expect(200);
		String handle = login.text("/session/handle");
		LastSeen lastSeen = this.latchkey.bean(LastSeen.class);
		lastSeen.run();
		Instant before = lastSeen(handle);
		this.application.introspectActive(client.credential());
		client.refreshToken().ifPresent(this.application::introspectActive);
		lastSeen.run();
		assertThat(lastSeen(handle)).isEqualTo(before);
		isSignedIn(client);
		lastSeen.run();
		assertThat(lastSeen(handle)).isAfter(before);
	}

	private Instant lastSeen(String handle) {
		return this.latchkey.sql()
			.sql("select last_seen_at from user_session where handle = ?")
			.param(handle)
			.query(OffsetDateTime.class)
			.single()
			.toInstant();
	}

	@Test
	void asksForAClientIdAndItsSecret() {
		String token = this.latchkey.login(someone()).credential();
		Registered other = Registered.at(this.latchkey);
		String id = this.application.clientId();
		String secret = this.application.secret();
		for (String header : List.of(Registered.basic(id + ":" + other.secret()), Registered.basic(id + ":"),
				Registered.basic(id), Registered.basic(":" + secret), Registered.basic(id + ":" + secret + " "),
				Registered.basic(NO_HANDLE + ":" + secret), Registered.basic("admin:" + Latchkey.PASSWORD),
				Registered.basic(id + "\0:" + secret), Registered.basic("\0:\0"), Registered.basic("é:🦉"),
				Registered.basic(id.toUpperCase(Locale.ROOT) + ":" + secret),
				Registered.basic(id + ":" + "x".repeat(5000)), Registered.basic("x".repeat(5000) + ":" + secret),
				"Basic", "Basic ", "Basic *", "Basic ////", "Basic /w==", "Basic wyg=", "Bearer " + token,
				"Basic " + secret, this.application.authorization() + ", " + other.authorization())) {
			for (String path : List.of(PATH, "/oauth2/revoke")) {
				refused(client().call("POST", path).header("Authorization", header).body(FORM, "token=" + token).send(),
						header);
			}
		}
		refused(client().call("POST", PATH).body(FORM, "token=" + token).send(), "nothing");
		this.application.introspectActive(token);
	}

	private static void refused(Answer answer, String credential) {
		answer.expectProblem(401, "invalid-client");
		assertThat(answer.headers("WWW-Authenticate")).as(credential).containsExactly("Basic realm=\"latchkey\"");
		assertThat(answer.text("/error")).as(credential).isEqualTo("invalid_client");
	}

	@Test
	void takesExactlyOneAuthorizationHeader() {
		String token = this.latchkey.login(someone()).credential();
		String body = "token=" + token;
		for (String second : List.of(this.application.authorization(), "Bearer " + token, "Basic x", "")) {
			String answer = this.latchkey.raw()
				.sendAll(String.join("\r\n", "POST " + PATH + " HTTP/1.1", "Host: localhost",
						"Authorization: " + this.application.authorization(), "Authorization: " + second,
						"Content-Type: " + FORM, "Content-Length: " + body.length(), "Connection: close", "", body));
			assertThat(answer).startsWith("HTTP/1.1 401").contains("urn:latchkey:invalid-client", "invalid_client");
		}
	}

	@Test
	void takesTheSchemeInAnyCase() {
		String token = this.latchkey.login(someone()).credential();
		Answer answer = client().call("POST", PATH)
			.header("Authorization", this.application.authorization().replace("Basic", "bAsIc"))
			.body(FORM, "token=" + token + "&token_type_hint=nonsense")
			.send();
		assertThat(answer.expect(200).json().get("active").asBoolean()).isTrue();
	}

	@Test
	void doesNotLookAtWhatAUserWouldSend() {
		Person alice = someone();
		Client cookies = client();
		cookies.loginForCookies(alice).expect(200);
		String token = cookies.credential();
		for (String path : List.of(PATH, "/oauth2/revoke")) {
			refused(cookies.copy().call("POST", path).body(FORM, "token=" + token).send(), "a cookie");
		}
		long rows = this.latchkey.sessionRows();
		Set<String> keys = keysButThoseOfLogins();
		Registered careless = new Registered(cookies.copy(), this.application.clientId(), this.application.secret());
		careless.introspectActive(token);
		Client stale = client().withCookie(Client.COOKIE, "stale").withCookie(Client.REFRESH_COOKIE, "stale");
		Answer answer = new Registered(stale, this.application.clientId(), this.application.secret())
			.introspectActive(token);
		assertThat(answer.cookies()).isEmpty();
		assertThat(this.latchkey.sessionRows()).isEqualTo(rows);
		assertThat(keysButThoseOfLogins()).isEqualTo(keys);
	}

	/**
	 * Return the keys in Redis without those of the budgets, which a login leaves for a
	 * moment.
	 */
	private Set<String> keysButThoseOfLogins() {
		return this.latchkey.redisKeys()
			.stream()
			.filter((key) -> !key.startsWith("latchkey:throttle:"))
			.collect(Collectors.toSet());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "token=", "x=y", "token_type_hint=access_token", "token=a&token=a", "token=a&token=b",
			"token=a&x=1&x=2", "TOKEN=a", "token=%zz", "token", "&", "=" })
	void asksForOneToken(String body) {
		for (String path : List.of(PATH, "/oauth2/revoke")) {
			invalid(this.application.call(path).body(FORM, body).send(), 400);
		}
	}

	private static void invalid(Answer answer, int status) {
		answer.expectProblem(status);
		assertThat(answer.text("/error")).isEqualTo("invalid_request");
	}

	@Test
	void takesNoCredentialFromAUrl() {
		String token = this.latchkey.login(someone()).credential();
		for (String query : List.of("?token=" + token, "?x=y", "?token_type_hint=x")) {
			invalid(this.application.call(PATH + query).body(FORM, "").send(), 400);
			invalid(this.application.call(PATH + query).body(FORM, "token=" + token).send(), 400);
			invalid(this.application.call("/oauth2/revoke" + query).body(FORM, "token=" + token).send(), 400);
		}
		this.application.introspectActive(token);
	}

	@Test
	void takesNothingButASmallForm() {
		for (String path : List.of(PATH, "/oauth2/revoke")) {
			invalid(this.application.call(path).body("application/json", "{\"token\":\"x\"}").send(), 415);
			invalid(this.application.call(path).body("text/plain", "token=x").send(), 415);
			invalid(this.application.call(path).body("multipart/form-data; boundary=x", "--x--").send(), 415);
			invalid(this.application.call(path).send(), 415);
			invalid(this.application.call(path).body(FORM, "token=" + "x".repeat(20_000)).send(), 413);
			invalid(this.application.call(path).chunked(FORM, "token=" + "x".repeat(20_000)).send(), 413);
			client().get(path).expectProblem(405);
		}
	}

	@Test
	void leavesNothingOfTheTokenInAnError() {
		Answer answer = this.application.call(PATH).body(FORM, "token=zq9marker&token=zq9marker").send();
		assertThat(answer.expectProblem(400).body()).doesNotContain("zq9marker");
	}

	@Test
	void isForEveryKindOfCookie() {
		Client client = client();
		client.loginForCookies(someone()).expect(200);
		client.cookie(Client.COOKIE).map(Cookie::value).ifPresent(this.application::introspectActive);
		client.cookie(Client.REFRESH_COOKIE).map(Cookie::value).ifPresent(this.application::introspectActive);
	}

}
