package dev.latchkey.promise;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.latchkey.contract.Contract;
import dev.latchkey.contract.Door;
import dev.latchkey.contract.PasswordContract;
import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Authenticator;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Cookie;
import dev.latchkey.harness.EnumSourceInFull;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Registered;
import dev.latchkey.harness.RunsIn;
import dev.latchkey.throttle.AttemptThrottled;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Budgets against guessing, at every door that takes a password.
 */
class ThrottleTests {

	private static final int ACCOUNT = 5;

	private static final int NETWORK = 20;

	private static final int LOGINS = 30;

	private static final String NEXT = "walnut-harbour-kettle-28";

	private static final AtomicInteger ADDRESSES = new AtomicInteger();

	static Stream<String> strangeNames() {
		return Stream.of("x".repeat(10_000), "\u202eadmin", "a\u0000b", "line\r\nbreak", "\ud83d", "a b", "..",
				"\u200b\u200c", "%00", "' or 1=1 --");
	}

	/**
	 * Return an address in a network of which no other test tries anything.
	 */
	private static String address() {
		int next = ADDRESSES.incrementAndGet();
		return "198." + (18 + next / 256) + "." + next % 256 + ".1";
	}

	private static Answer attempt(Client client, String address, String username, String password) {
		return attempt(client, address, Map.of("username", username, "password", password));
	}

	private static Answer attempt(Client client, String address, Map<String, ?> body) {
		return client.keepTokens(
				client.call("POST", "/api/login").header("X-Forwarded-For", address).json(body).withoutBearer().send());
	}

	/** The contract of the budgets. */
	abstract static class Throttled extends Contract {

		private final String stranger = address();

		private Answer wrong(String username) {
			return attempt(client(), this.stranger, username, "not-the-password");
		}

		private void drain(String username) {
			for (int i = 0; i < ACCOUNT; i++) {
				wrong(username).expectProblem(401, "invalid-credentials");
			}
		}

		private Answer byForm(Client browser, Person person) {
			String csrf = browser.csrfOfPage("/login");
			return browser.call("POST", "/login")
				.header("X-Forwarded-For", this.stranger)
				.form("username", person.username(), "password", person.password(), "_csrf", csrf)
				.send();
		}

		private double verifications() {
			return this.latchkey.bean(MeterRegistry.class).get("latchkey.password.verifications").counter().count();
		}

		@Test
		void turnsAwayAStrangerWhoGuessesAtOneAccountAndNobodyElse() {
			Person alice = someone();
			drain(alice.username());
			double before = verifications();
			Answer answer = attempt(client(), this.stranger, alice.username(), alice.password()).expectProblem(429,
					"too-many-attempts");
			assertThat(Integer.parseInt(answer.header("Retry-After").orElseThrow())).isBetween(1, 24 * 60);
			wrong(alice.username().toUpperCase(Locale.ROOT)).expectProblem(429, "too-many-attempts");
			assertThat(verifications()).isEqualTo(before);
			String nextDoor = this.stranger.replaceFirst("1$", "2");
			attempt(client(), nextDoor, alice.username(), alice.password()).expect(200);
			attempt(client(), address(), alice.username(), alice.password()).expect(200);
		}

		@Test
		void namesWhoIsThrottledInTheOverview() {
			Person alice = someone();
			Person bob = someone();
			wrong(bob.username()).expectProblem(401, "invalid-credentials");
			drain(alice.username());
			assertThat(throttled()).contains(alice.username()).doesNotContain(bob.username());
			assertThat(admin().get("/api/admin/users/" + alice.username()).json().get("throttled").asBoolean())
				.isTrue();
			admin().delete("/api/admin/users/" + alice.username() + "/throttle").expect(204);
			assertThat(throttled()).doesNotContain(alice.username());
		}

		private List<String> throttled() {
			return admin().get("/api/admin/overview")
				.expect(200)
				.json()
				.get("throttled")
				.valueStream()
				.map(JsonNode::asString)
				.toList();
		}

		@Test
		void makesWrongCodesPayWhateverTheTicket() {
			Person alice = someone();
			Authenticator app = Authenticator.setUp(this.latchkey, this.latchkey.login(alice));
			for (int i = 0; i < ACCOUNT; i++) {
				Answer asked = attempt(client(), this.stranger, alice.username(), alice.password()).expectProblem(401,
						"second-factor-required");
				code(asked, app.wrongCode()).expectProblem(401, "invalid-code");
			}
			attempt(client(), this.stranger, alice.username(), alice.password()).expectProblem(429,
					"too-many-attempts");
			Answer asked = attempt(client(), address(), alice.username(), alice.password()).expectProblem(401,
					"second-factor-required");
			code(asked, app.code()).expectProblem(429, "too-many-attempts");
		}

		private Answer code(Answer asked, String code) {
			return client().call("POST", "/api/login/factor")
				.header("X-Forwarded-For", this.stranger)
				.json(Map.of("login", asked.text("/login"), "code", code))
				.send();
		}

		/**
		 * Each of them costs a hash, and nothing is wrong with the password.
		 */
		@Test
		void letsTheOwnerInWhileAStrangerWhoKnowsThePasswordBeginsLoginAfterLogin() {
			Person alice = someone();
			Client owner = this.latchkey.login(alice);
			Authenticator app = Authenticator.setUp(this.latchkey, owner);
			Answer last = attempt(client(), this.stranger, alice.username(), alice.password());
			int begun = 0;
			for (; last.status() == 401 && begun < 2 * LOGINS; begun++) {
				last.expectProblem(401, "second-factor-required");
				last = attempt(client(), this.stranger, alice.username(), alice.password());
			}
			// some come back meanwhile
			assertThat(begun).isBetween(LOGINS, 2 * LOGINS - 1);
			assertThat(last.expectProblem(429, "too-many-attempts").header("Retry-After")).isPresent();
			attempt(client(), address(), alice.username(), alice.password()).expectProblem(429, "too-many-attempts");
			Answer asked = known(owner, alice).expectProblem(401, "second-factor-required");
			code(asked, app.code()).expect(200);
			isSignedIn(owner);
			admin().delete("/api/admin/users/" + alice.username() + "/throttle").expect(204);
			attempt(client(), address(), alice.username(), alice.password()).expectProblem(401,
					"second-factor-required");
		}

		@Test
		void letsOnlyTheNetworksOfAnAccountInWhereCrowdsGuess() {
			Person alice = someone();
			String home = address();
			attempt(client(), home, alice.username(), alice.password()).expect(200);
			int reached = 0;
			for (int i = 0; i < 15; i++) {
				String from = address();
				for (int j = 0; j < ACCOUNT; j++) {
					reached += (attempt(client(), from, alice.username(), "x").status() == 401) ? 1 : 0;
				}
			}
			// the account's budget, two in each network from then on, and what comes back
			assertThat(reached).isBetween(5 * ACCOUNT + 2 * 10, 5 * ACCOUNT + 2 * 10 + 5);
			attempt(client(), home, alice.username(), "not-the-password").expectProblem(401);
			attempt(client(), home, alice.username(), alice.password()).expect(200);
			attempt(client(), address(), alice.username(), alice.password()).expect(200);
		}

		@ParameterizedTest
		@ValueSource(booleans = { true, false })
		void takesTheNetworksOfAnOlderPasswordForStrangers(boolean reset) {
			Person alice = someone();
			String former = address();
			attempt(client(), former, alice.username(), alice.password()).expect(200);
			Client owner = this.latchkey.login(alice);
			if (reset) {
				admin().post("/api/admin/users/" + alice.username() + "/password").expect(200);
			}
			else {
				PasswordContract.change(owner, alice.password(), NEXT).expect(200);
			}
			for (int i = 0; i < 15; i++) {
				String from = address();
				for (int j = 0; j < ACCOUNT; j++) {
					attempt(client(), from, alice.username(), "x").expect(401, 429);
				}
			}
			int reached = 0;
			for (int i = 0; i < ACCOUNT; i++) {
				reached += (attempt(client(), former, alice.username(), "x").status() == 401) ? 1 : 0;
			}
			assertThat(reached).as("as little as a stranger where crowds guess").isLessThan(ACCOUNT);
		}

		@Test
		void leavesOneEventForEachAttemptThatIsTurnedAway() {
			Person alice = someone();
			drain(alice.username());
			wrong(alice.username()).expect(429);
			String query = "/api/admin/events?type=throttled&subject=" + alice.username();
			Awaitility.await().until(() -> !admin().get(query).json().get("events").isEmpty());
			assertThat(admin().get(query).json().get("events")).singleElement()
				.satisfies((event) -> assertThat(event.get("reason").asString()).isEqualTo("account"))
				.satisfies((event) -> assertThat(event.get("address").asString()).isEqualTo(this.stranger));
		}

		/**
		 * A name that there is not tells an administrator of an attack on an account that
		 * there is not, and may be a password in the wrong field.
		 */
		@Test
		void namesOnlyWhatExistsInTheEventOfAnAttemptThatIsTurnedAway() {
			Person alice = someone();
			Registered application = Registered.at(this.latchkey);
			String madeUp = "made-up-" + alice.username();
			String looksLikeAlice = alice.username() + "\u0000";
			for (String name : List.of(madeUp, looksLikeAlice, alice.username())) {
				String from = address();
				for (int i = 0; i < ACCOUNT; i++) {
					attempt(client(), from, name, "x").expect(401);
				}
				attempt(client(), from, name, "x").expect(429);
			}
			String noApplication = "A".repeat(22);
			for (String clientId : List.of(noApplication, application.clientId())) {
				String from = address();
				for (int i = 0; i < ACCOUNT; i++) {
					asApplication(clientId + ":wrong", from).expect(401);
				}
				asApplication(clientId + ":wrong", from).expectProblem(429);
			}
			Awaitility.await().until(() -> throttled(application.clientId()) == 1);
			assertThat(throttled(alice.username())).isOne();
			assertThat(throttled(madeUp)).isZero();
			assertThat(throttled(noApplication)).isZero();
		}

		private int throttled(String subject) {
			return admin().get("/api/admin/events?type=throttled&subject=" + subject).json().get("events").size();
		}

		@Test
		void turnsAwayWhoeverGuessesAtApplicationsAndNeverTheApplicationItself() {
			Registered application = Registered.at(this.latchkey);
			String address = address();
			for (int i = 0; i < ACCOUNT; i++) {
				asApplication(application.clientId() + ":wrong", address).expect(401);
			}
			asApplication(application.clientId() + ":wrong", address).expectProblem(429, "too-many-attempts");
			asApplication(application.clientId() + ":wr%6fng", address).expectProblem(429, "too-many-attempts");
			client().call("POST", "/oauth2/introspect")
				.header("X-Forwarded-For", address)
				.body("application/x-www-form-urlencoded",
						"token=x&client_id=" + application.clientId() + "&client_secret=wrong")
				.send()
				.expectProblem(429, "too-many-attempts");
			asApplication(application.clientId() + ":wrong", address()).expect(401);
			asApplication(application.clientId() + ":" + application.secret(), address).expect(200);
		}

		@Test
		void keepsPeopleAndApplicationsOfOneNetworkApart() {
			Registered application = Registered.at(this.latchkey);
			Person alice = someone();
			for (int i = 0; i < NETWORK; i++) {
				asApplication("nothing-" + i + ":wrong", this.stranger).expect(401);
			}
			asApplication(application.clientId() + ":wrong", this.stranger).expectProblem(429, "too-many-attempts");
			attempt(client(), this.stranger, alice.username(), alice.password()).expect(200);
			for (int i = 0; i < NETWORK; i++) {
				attempt(client(), this.stranger, "nobody-" + i, "x").expectProblem(401);
			}
			attempt(client(), this.stranger, "nobody", "x").expectProblem(429);
			String office = address();
			for (int i = 0; i < NETWORK + 1; i++) {
				attempt(client(), office, "nobody-" + i, "x").expectProblem((i < NETWORK) ? 401 : 429);
			}
			asApplication(application.clientId() + ":wrong", office).expect(401);
			asApplication(application.clientId() + ":" + application.secret(), office).expect(200);
		}

		private Answer asApplication(String pair, String address) {
			return client().call("POST", "/oauth2/introspect")
				.header("Authorization", Registered.basic(pair))
				.header("X-Forwarded-For", address)
				.body("application/x-www-form-urlencoded", "token=x")
				.send();
		}

		@Test
		void showsPeopleTheFormAgainAndHowLongToWait() {
			Person alice = someone();
			drain(alice.username());
			Client browser = client();
			Answer answer = browser.call("POST", "/login")
				.header("X-Forwarded-For", this.stranger)
				.form("username", alice.username(), "password", alice.password(), "continue", "/devices")
				.formMore("remember-me", "on", "_csrf", browser.csrfOfPage("/login"))
				.send()
				.expect(429);
			assertThat(answer.header("Content-Type").orElseThrow()).startsWith("text/html");
			assertThat(answer.header("Cache-Control").orElse("")).contains("no-store");
			long seconds = Long.parseLong(answer.header("Retry-After").orElseThrow());
			// the script counts the time down, in a place of its own
			assertThat(answer.body().replaceAll("</?span[^>]*>", "").replaceAll("\\s+", " "))
				.contains("Too many attempts. Try again in "
						+ ((seconds < 100) ? seconds + " seconds." : (seconds + 59) / 60 + " minutes."))
				.contains("action=\"/login\"", "value=\"" + alice.username() + "\"", "value=\"/devices\"", "checked",
						"name=\"_csrf\"")
				.doesNotContain(alice.password());
			browser.call("POST", "/login")
				.header("X-Forwarded-For", this.stranger)
				.accept("application/json")
				.body("application/x-www-form-urlencoded", "username=" + alice.username() + "&password=x")
				.withCsrf(browser.csrf())
				.send()
				.expectProblem(429, "too-many-attempts");
		}

		@Test
		void showsTheFormOfTheNewPasswordAgainAndHowLongToWait() {
			Person alice = someone();
			Client browser = client();
			browser.loginByForm(alice).expect(303);
			String csrf = browser.csrfOfPage("/password");
			Answer answer = Stream
				.generate(() -> browser.call("POST", "/password")
					.form("current_password", "not-it", "new_password", NEXT, "keep_others", "on", "_csrf", csrf)
					.send()
					.expect(303, 429))
				.limit(100)
				.filter((one) -> one.status() == 429)
				.findFirst()
				.orElseThrow();
			assertThat(answer.header("Retry-After")).isPresent();
			assertThat(answer.body().replaceAll("\\s+", " "))
				.contains("Too many attempts. Nothing was changed. Try again in ", "action=\"/password\"", "checked",
						"name=\"_csrf\"")
				.doesNotContain(NEXT);
			isSignedIn(browser);
		}

		@Test
		void countsTheFormAndTheJsonTogether() {
			Person alice = someone();
			for (int i = 0; i < ACCOUNT; i++) {
				byForm(client(), alice.with("not-the-password")).expect(303);
			}
			wrong(alice.username()).expectProblem(429, "too-many-attempts");
		}

		@Test
		void treatsUnknownAndDisabledNamesLikeKnownOnes() {
			Person known = someone();
			Person disabled = someone();
			admin().patch("/api/admin/users/" + disabled.username(), Map.of("status", "disabled")).expect(200);
			List<Person> all = List.of(known.with("wrong-password"),
					new Person("nobody-" + address(), "wrong-password"), disabled);
			List<List<String>> answers = all.stream()
				.map((person) -> IntStream.range(0, ACCOUNT + 2)
					.mapToObj((i) -> attempt(client(), this.stranger, person.username(), person.password()))
					.map((answer) -> answer.status() + answer.body() + answer.headers("Retry-After").size())
					.toList())
				.toList();
			assertThat(answers.get(0)).filteredOn((answer) -> answer.startsWith("429")).hasSize(2);
			assertThat(answers.get(1)).isEqualTo(answers.get(0));
			assertThat(answers.get(2)).isEqualTo(answers.get(0));
		}

		@Test
		void givesARightPasswordItsOwnPaymentBackAndNoMore() {
			Person alice = someone();
			for (int i = 0; i < 3 * ACCOUNT; i++) {
				attempt(client(), this.stranger, alice.username(), alice.password()).expect(200);
			}
			for (int i = 0; i < ACCOUNT; i++) {
				wrong(alice.username()).expectProblem(401);
				if (i < ACCOUNT - 1) {
					attempt(client(), this.stranger, alice.username(), alice.password()).expect(200);
				}
			}
			wrong(alice.username()).expectProblem(429);
		}

		@Test
		void isNotResetByARefreshOrOnAKnownDevice() {
			Person alice = someone();
			Client owner = this.latchkey.login(alice);
			drain(alice.username());
			owner.refresh();
			known(owner, alice).expect(200);
			wrong(alice.username()).expectProblem(429);
		}

		private Answer known(Client owner, Person person) {
			Map<String, String> body = new HashMap<>(
					Map.of("username", person.username(), "password", person.password()));
			owner.deviceToken().ifPresent((token) -> body.put("device_token", token));
			return attempt(owner, this.stranger, body);
		}

		@ParameterizedTest
		@EnumSource
		void letsTheOwnerInOnADeviceThatIsKnown(Door door) {
			Person alice = someone();
			Client owner = door.open(this.latchkey, alice);
			assertThat(owner.deviceToken().isPresent()).isEqualTo(jwt() && door == Door.JSON);
			assertThat(owner.cookie(Client.DEVICE_COOKIE).isPresent()).isEqualTo(owner.deviceToken().isEmpty());
			drain(alice.username());
			for (int i = 0; i < 3 * ACCOUNT; i++) {
				known(owner, alice).expect(200);
			}
			attempt(client(), this.stranger, alice.username(), alice.password()).expectProblem(429);
		}

		@Test
		void limitsAKnownDeviceToo() {
			Person alice = someone();
			Client owner = this.latchkey.login(alice);
			List<Integer> statuses = IntStream.range(0, 3 * ACCOUNT)
				.mapToObj((i) -> known(owner, alice.with("not-the-password")).status())
				.toList();
			// its own budget, and then that of strangers
			assertThat(statuses.subList(0, 2 * ACCOUNT)).containsOnly(401);
			assertThat(statuses.subList(2 * ACCOUNT, 3 * ACCOUNT)).containsOnly(429);
		}

		/**
		 * They are short, and every signed-in user may type them.
		 */
		@Test
		void boundsHowManyCodesOfDevicesAnAccountGuesses() {
			Client mallory = client();
			mallory.loginForCookies(someone()).expect(200);
			String clientId = publicClient();
			String address = address();
			String right = deviceCodes(clientId, address).expect(200).text("/user_code");
			for (int i = 0; i < ACCOUNT; i++) {
				// a right one costs nothing
				typed(mallory, right).expect(200);
				typed(mallory, "BCDF-BCDF").expect(400);
			}
			Answer refused = typed(mallory, right).expect(429);
			assertThat(refused.header("Retry-After")).isPresent();
			assertThat(refused.body()).contains("Too many codes were wrong").doesNotContain("activate/allow");
			Client alice = client();
			alice.loginForCookies(someone()).expect(200);
			typed(alice, right).expect(200);
			mallory.get("/api/me").expect(200);
		}

		private String publicClient() {
			return admin()
				.post("/api/admin/applications",
						Map.of("name", "Device " + address(), "oidc",
								Map.of("redirect_uris", List.of("https://app.example/cb"), "public", true)))
				.expect(201)
				.text("/client_id");
		}

		private Answer deviceCodes(String clientId, String address) {
			return client().call("POST", "/oauth2/device_authorization")
				.header("X-Forwarded-For", address)
				.body("application/x-www-form-urlencoded", "client_id=" + clientId)
				.send();
		}

		private Answer typed(Client browser, String userCode) {
			return browser.call("POST", "/activate")
				.form("user_code", userCode)
				.formMore("_csrf", browser.csrfOfPage("/activate"))
				.send();
		}

		/**
		 * None can be guessed. But each has the database asked, and a stranger must not
		 * shut out others by it.
		 */
		@Test
		void boundsHowManyWrongLinksANetworkShows() {
			String user = "/api/admin/users/" + someone().username();
			String link = admin().post(user + "/password-reset").expect(200).text("/password_reset");
			String right = link.substring(link.lastIndexOf('/') + 1);
			String address = address();
			Client browser = client();
			for (int i = 0; i < NETWORK; i++) {
				// a right one costs nothing
				page(browser, address, "/reset/" + right).expect(200);
				calledWith(address, right, "short").expectProblem(400, "password-rejected");
				shown(browser, address, i, "A".repeat(43)).expect(400);
			}
			for (int i = 0; i < 9; i++) {
				Answer refused = shown(browser, address, i, right).expect(429);
				assertThat(refused.header("Retry-After")).isPresent();
			}
			page(browser, address(), "/reset/" + right).expect(200);
			Person alice = someone();
			attempt(client(), address, alice.username(), alice.password()).expect(200);
			calledWith(address.replaceFirst("1$", "2"), right, NEXT).expect(204);
		}

		/**
		 * Show a token at one of the nine doors for links.
		 */
		private Answer shown(Client browser, String address, int door, String token) {
			return switch (door % 9) {
				case 0 -> page(browser, address, "/reset/" + token);
				case 1 -> page(browser, address, "/invitation/" + token);
				case 2 -> page(browser, address, "/email/" + token);
				case 3 -> sent(browser, address, "/reset", token);
				case 4 -> sent(browser, address, "/invitation", token);
				case 5 -> sent(browser, address, "/email", token);
				case 6 -> called(address, "/api/invitation", Map.of("token", token, "password", NEXT));
				case 7 -> called(address, "/api/email/confirm", Map.of("token", token));
				default -> calledWith(address, token, NEXT);
			};
		}

		private static Answer page(Client browser, String address, String path) {
			return browser.call("GET", path).header("X-Forwarded-For", address).accept(Client.PAGES).send();
		}

		private static Answer sent(Client browser, String address, String path, String token) {
			return browser.call("POST", path)
				.header("X-Forwarded-For", address)
				.form("token", token, "new_password", NEXT, "_csrf", browser.csrfOfPage("/forgot"))
				.send();
		}

		private Answer calledWith(String address, String token, String password) {
			return called(address, "/api/password-reset/confirm", Map.of("token", token, "new_password", password));
		}

		private Answer called(String address, String path, Map<String, String> body) {
			return client().call("POST", path).header("X-Forwarded-For", address).json(body).send();
		}

		/**
		 * Each is a row, and a client that proves nothing asks for it.
		 */
		@Test
		void boundsHowManyCodesANetworkAsksForWithoutASecret() {
			String clientId = publicClient();
			String address = address();
			for (int i = 0; i < NETWORK; i++) {
				deviceCodes(clientId, address).expect(200);
			}
			Answer refused = deviceCodes(clientId, address).expectProblem(429, "too-many-attempts");
			assertThat(refused.header("Retry-After")).isPresent();
			deviceCodes(publicClient(), address).expectProblem(429, "too-many-attempts");
			deviceCodes(clientId, address()).expect(200);
		}

		/**
		 * Each is a row, and a client that proves nothing pushes it.
		 */
		@Test
		void boundsHowManyRequestsANetworkPushesWithoutASecret() {
			String clientId = publicClient();
			String address = address();
			for (int i = 0; i < NETWORK; i++) {
				pushed(clientId, address).expect(201);
			}
			Answer refused = pushed(clientId, address).expectProblem(429, "too-many-attempts");
			assertThat(refused.header("Retry-After")).isPresent();
			pushed(publicClient(), address).expect(201);
			pushed(clientId, address()).expect(201);
		}

		private Answer pushed(String clientId, String address) {
			return client().call("POST", "/oauth2/par")
				.header("X-Forwarded-For", address)
				.body("application/x-www-form-urlencoded",
						"response_type=code&scope=openid&redirect_uri=https%3A%2F%2Fapp.example%2Fcb"
								+ "&code_challenge_method=S256&code_challenge=" + "A".repeat(43) + "&client_id="
								+ clientId)
				.send();
		}

		/**
		 * Each is a row as well, and the secret may have been stolen.
		 */
		@Test
		void boundsHowManyCodesAnApplicationAsksForWithItsSecret() {
			Map<String, Object> oidc = Map.of("redirect_uris", List.of("https://app.example/cb"));
			Answer registered = admin()
				.post("/api/admin/applications", Map.of("name", "Confidential " + address(), "oidc", oidc))
				.expect(201);
			String credentials = registered.text("/client_id") + "&client_secret=" + registered.text("/client_secret");
			String address = address();
			Answer last = deviceCodes(credentials, address);
			int given = 0;
			for (; last.status() == 200 && given < 11 * NETWORK; given++) {
				last = deviceCodes(credentials, address);
			}
			// some come back meanwhile
			assertThat(given).isBetween(10 * NETWORK, 11 * NETWORK - 1);
			assertThat(last.expectProblem(429, "too-many-attempts").header("Retry-After")).isPresent();
			deviceCodes(publicClient(), address).expect(200);
			deviceCodes(credentials, address()).expect(200);
		}

		@Test
		void takesADeviceOfAnotherAccountForAStranger() {
			Person alice = someone();
			Client mallory = this.latchkey.login(someone());
			drain(alice.username());
			known(mallory, alice).expectProblem(429);
		}

		@Test
		void looksUpNothingForADeviceOfAnotherAccount() {
			Person alice = someone();
			Client mallory = this.latchkey.login(someone());
			drain(alice.username());
			int many = 500;
			long before = connections();
			for (int i = 0; i < many; i++) {
				known(mallory, alice).expectProblem(429);
			}
			// what the node does by itself takes some
			assertThat(connections() - before).isLessThan(many);
		}

		/**
		 * Return how often a connection to the database has been asked for.
		 */
		private long connections() {
			return this.latchkey.bean(MeterRegistry.class).get("hikaricp.connections.acquire").timer().count();
		}

		@ParameterizedTest
		@ValueSource(booleans = { false, true })
		void takesADeviceThatKnewAnOlderPasswordForAStranger(boolean keepOthers) {
			Person alice = someone();
			List<Client> former = IntStream.range(0, 3).mapToObj((i) -> this.latchkey.login(alice)).toList();
			Client owner = this.latchkey.login(alice);
			Client ownerBefore = owner.copy();
			owner
				.keepTokens(owner.put("/api/me/password",
						Map.of("current_password", alice.password(), "new_password", NEXT, "keep_others", keepOthers)))
				.expect(200);
			drain(alice.username());
			for (Client device : former) {
				known(device, alice.with("not-the-password")).expectProblem(429, "too-many-attempts");
			}
			known(ownerBefore, alice.with(NEXT)).expectProblem(429, "too-many-attempts");
			known(owner, alice.with(NEXT)).expect(200);
			known(owner, alice.with(NEXT)).expect(200);
		}

		@Test
		void takesTheDevicesOfAnAccountThatGotATemporaryPasswordForStrangers() {
			Person alice = someone();
			Client owner = this.latchkey.login(alice);
			Person reset = alice.with(admin().post("/api/admin/users/" + alice.username() + "/password")
				.expect(200)
				.text("/temporary_password"));
			Client thief = this.latchkey.login(reset);
			Client again = this.latchkey.login(reset);
			again.keepTokens(PasswordContract.change(again, reset.password(), NEXT)).expect(200);
			drain(alice.username());
			known(owner, alice.with(NEXT)).expectProblem(429, "too-many-attempts");
			known(thief, alice.with(NEXT)).expectProblem(429, "too-many-attempts");
			known(again, alice.with(NEXT)).expect(200);
		}

		@Test
		void takesTheDevicesOfAnAccountThatGotANewPasswordByALinkForStrangers() {
			Person alice = someone();
			Client owner = this.latchkey.login(alice);
			String link = admin().post("/api/admin/users/" + alice.username() + "/password-reset")
				.expect(200)
				.text("/password_reset");
			String token = link.substring(link.lastIndexOf('/') + 1);
			client().post("/api/password-reset/confirm", Map.of("token", token, "new_password", NEXT)).expect(204);
			Client again = client();
			attempt(again, address(), alice.username(), NEXT).expect(200);
			drain(alice.username());
			known(owner, alice.with(NEXT)).expectProblem(429, "too-many-attempts");
			known(again, alice.with(NEXT)).expect(200);
		}

		/**
		 * Whether there is such an account shows in none of it.
		 */
		@Test
		void boundsHowManyResetsOfAPasswordAreAskedFor() {
			Person alice = someone();
			for (String name : List.of(alice.username(), "nobody-" + ADDRESSES.incrementAndGet(), "no@people.example",
					// longer than the name of an account
					"no@" + "people.".repeat(10) + "example")) {
				String address = address();
				for (int i = 0; i < ACCOUNT; i++) {
					forget(name, address).expect(202);
				}
				Answer refused = forget(name.toUpperCase(Locale.ROOT), address).expectProblem(429, "too-many-attempts");
				assertThat(Integer.parseInt(refused.header("Retry-After").orElseThrow())).isBetween(1, 15 * 60);
				forget(name, address()).expect(202);
				attempt(client(), address, alice.username(), alice.password()).expect(200);
			}
			String office = address();
			for (int i = 0; i < NETWORK; i++) {
				forget("nobody-" + i, office).expect(202);
			}
			forget(alice.username(), office).expectProblem(429, "too-many-attempts");
			Client browser = client();
			Answer page = browser.call("POST", "/forgot")
				.header("X-Forwarded-For", office)
				.form("username_or_email", alice.username(), "_csrf", browser.csrfOfPage("/login"))
				.send()
				.expect(429);
			assertThat(page.header("Retry-After")).isPresent();
			assertThat(page.header("Content-Type").orElse("")).startsWith("text/html");
			assertThat(page.body()).contains("Too many attempts").doesNotContain(alice.username());
		}

		private Answer forget(String name, String address) {
			return client().call("POST", "/api/password-reset")
				.header("X-Forwarded-For", address)
				.json(Map.of("username_or_email", name))
				.send();
		}

		@Test
		void boundsAllDevicesOfAnAccountTogether() {
			Person alice = someone();
			List<Client> many = IntStream.range(0, 8).mapToObj((i) -> this.latchkey.login(alice)).toList();
			long reached = many.stream()
				.flatMap((client) -> IntStream.range(0, ACCOUNT + 1)
					.mapToObj((i) -> known(client, alice.with("not-the-password"))))
				.filter((answer) -> answer.status() == 401)
				.count();
			assertThat(reached).as("all devices, and the strangers").isEqualTo(3 * ACCOUNT + ACCOUNT);
		}

		@ParameterizedTest
		@ValueSource(booleans = { true, false })
		void guardsTheCurrentPassword(boolean asAProof) {
			Person alice = someone();
			Client thief = this.latchkey.login(alice);
			double before = verifications();
			List<Integer> statuses = IntStream.range(0, 3 * ACCOUNT)
				.mapToObj((i) -> asAProof ? thief.post("/api/me/proof", Map.of("password", "not-the-password"))
						: PasswordContract.change(thief, "not-the-password", "walnut-harbour-kettle-28"))
				.map(Answer::status)
				.toList();
			assertThat(statuses.subList(0, 2 * ACCOUNT)).containsOnly(403);
			assertThat(statuses.subList(2 * ACCOUNT, 3 * ACCOUNT)).containsOnly(429);
			assertThat(verifications() - before).isEqualTo(2 * ACCOUNT);
		}

		@Test
		void guardsTheCodesOfAProof() {
			Client thief = this.latchkey.login(someone());
			Authenticator app = Authenticator.setUp(this.latchkey, thief);
			List<Integer> statuses = IntStream.range(0, 3 * ACCOUNT)
				.mapToObj((i) -> thief.post("/api/me/proof", Map.of("code", app.wrongCode())))
				.map(Answer::status)
				.toList();
			assertThat(statuses.subList(0, 2 * ACCOUNT)).containsOnly(403);
			assertThat(statuses.subList(2 * ACCOUNT, 3 * ACCOUNT)).containsOnly(429);
			thief.post("/api/me/proof", Map.of("code", app.code())).expectProblem(429, "too-many-attempts");
		}

		@Test
		void letsTheOwnerChangeThePasswordWhileStrangersGuess() {
			Person alice = someone();
			Client owner = this.latchkey.login(alice);
			drain(alice.username());
			owner.post("/api/me/proof", Map.of("password", alice.password())).expect(204);
			PasswordContract.change(owner, alice.password(), "walnut-harbour-kettle-28").expect(200);
		}

		@Test
		void marksADeviceWithACookieThatOutlivesTheLogout() {
			Person alice = someone();
			Client browser = client();
			Cookie cookie = browser.loginByForm(alice).expect(303).cookie(Client.DEVICE_COOKIE).orElseThrow();
			assertThat(cookie.maxAge()).isEqualTo(Duration.ofDays(365).toSeconds());
			assertThat(cookie.httpOnly() && cookie.secure()).isTrue();
			assertThat(cookie.sameSite()).isEqualTo("Lax");
			assertThat(cookie.path()).isEqualTo("/");
			assertThat(cookie.domain()).isNull();
			Answer logout = browser.post("/api/logout").expect(204);
			assertThat(logout.cookie(Client.DEVICE_COOKIE)).isEmpty();
			client().withCookie(Client.DEVICE_COOKIE, cookie.value()).get("/api/me").expect(401);
			client().withCookie(Client.COOKIE, cookie.value()).get("/api/me").expect(401);
			client().withBearer(cookie.value()).get("/api/me").expect(401);
		}

		@Test
		void limitsANetworkWhateverNamesItTries() {
			String network = "2001:db8:" + Integer.toHexString(ADDRESSES.incrementAndGet()) + ":1:";
			for (int i = 0; i < NETWORK; i++) {
				attempt(client(), network + ":" + Integer.toHexString(i), "nobody-" + address(), "x")
					.expectProblem(401);
			}
			Person alice = someone();
			attempt(client(), network + "ffff::1", alice.username(), alice.password()).expectProblem(429);
			attempt(client(), address(), alice.username(), alice.password()).expect(200);
		}

		@ParameterizedTest
		@MethodSource("dev.latchkey.promise.ThrottleTests#strangeNames")
		void countsAnyNameThatThereCanBe(String name) {
			for (int i = 0; i < ACCOUNT; i++) {
				wrong(name).expectProblem(401, "invalid-credentials");
			}
			wrong(name).expectProblem(429, "too-many-attempts");
		}

		@Test
		void keepsKeysOfOneLengthAndNoneForEver() {
			strangeNames().forEach(this::wrong);
			StringRedisTemplate redis = this.latchkey.bean(StringRedisTemplate.class);
			assertThat(redis.keys("latchkey:throttle:*")).isNotEmpty().allSatisfy((key) -> {
				assertThat(key).matches("latchkey:throttle:\\{all}:(mark:)?[A-Za-z0-9_-]{43}");
				Long left = redis.getExpire(key, TimeUnit.MILLISECONDS);
				// gone meanwhile, or about to go
				assertThat(left).isNotEqualTo(-1L).isLessThanOrEqualTo(Duration.ofDays(30).toMillis());
			});
		}

		@Test
		void showsAnAdministratorAThrottleAndLiftsIt() {
			Person alice = someone();
			String path = "/api/admin/users/" + alice.username() + "/throttle";
			assertThat(admin().get(path).expect(200).body())
				.isEqualTo("{\"throttled\":false,\"attempts\":5,\"remaining\":5,\"retry_after\":null}");
			drain(alice.username());
			Answer answer = admin().get(path).expect(200);
			assertThat(answer.json().get("throttled").asBoolean()).isTrue();
			assertThat(answer.json().get("remaining").asInt()).isZero();
			assertThat(answer.json().get("retry_after").asInt()).isBetween(1, 24 * 60);
			String user = "/api/admin/users/" + alice.username();
			assertThat(admin().get(user).expect(200).json().get("throttled").asBoolean()).isTrue();
			admin().delete(path).expect(204);
			attempt(client(), this.stranger, alice.username(), alice.password()).expect(200);
		}

		@Test
		void liftsAThrottleFromThePage() {
			Person alice = someone();
			drain(alice.username());
			Client browser = client();
			browser.loginForCookies(Latchkey.ADMIN).expect(200);
			browser.call("POST", "/admin/users/" + alice.username() + "/throttle")
				.form("_csrf", browser.csrfOfPage("/admin/users"))
				.send()
				.expect(303);
			attempt(client(), this.stranger, alice.username(), alice.password()).expect(200);
		}

		@Test
		void liftsNoThrottleOfWhoMayDoMore() {
			admin().put("/api/admin/roles/CLERK", Map.of("permissions", List.of("users:read", "users:write")))
				.expect(200, 201, 204);
			Client clerk = this.latchkey.login(this.latchkey.newPerson("CLERK"));
			clerk.get("/api/admin/users/admin/throttle").expect(200);
			clerk.delete("/api/admin/users/admin/throttle").expectProblem(403);
			clerk.delete("/api/admin/users/" + someone().username() + "/throttle").expect(204);
		}

		@Test
		void tellsOnceOfEachAttemptThatItTurnedAway() {
			Person alice = someone();
			Queue<AttemptThrottled> heard = new ConcurrentLinkedQueue<>();
			ApplicationListener<ApplicationEvent> listener = (event) -> {
				if (event instanceof PayloadApplicationEvent<?> published
						&& published.getPayload() instanceof AttemptThrottled throttled) {
					heard.add(throttled);
				}
			};
			ApplicationEventMulticaster multicaster = this.latchkey.bean(ApplicationEventMulticaster.class);
			multicaster.addApplicationListener(listener);
			try {
				drain(alice.username());
				assertThat(heard).isEmpty();
				wrong(alice.username()).expectProblem(429);
				assertThat(heard).singleElement().satisfies((event) -> {
					assertThat(event.name()).isEqualTo(alice.username());
					assertThat(event.address()).isEqualTo(this.stranger);
					assertThat(event.budget()).isEqualTo("account");
				});
			}
			finally {
				multicaster.removeApplicationListener(listener);
			}
		}

		@Test
		void believesATrustedProxyAboutTheAddress() {
			Person alice = someone();
			Client client = client();
			attempt(client, "203.0.113.5, 192.0.2.99", alice.username(), alice.password()).expect(200);
			assertThat(client.get("/api/me/sessions").expect(200).text("/sessions/0/address")).isEqualTo("192.0.2.99");
		}

		@Test
		void survivesForgedHeaders() {
			Person alice = someone();
			for (String forged : List.of("evil.example", "unknown", "999.999.999.999", "1.2.3.4, , ,", "\u00ff",
					"x".repeat(4_000), "[::1", "::1%25lo", "127.0.0.1, 127.0.0.1", "0", "-1", "fe80::1%eth0")) {
				attempt(client(), forged, alice.username(), alice.password()).expect(200);
			}
		}

	}

	@Nested
	@Tag("full")
	@RunsIn(value = Mode.SESSION,
			with = { "latchkey.throttle.account-attempts=5", "latchkey.throttle.device-attempts=5",
					"latchkey.throttle.devices-attempts=15", "latchkey.throttle.network-attempts=20",
					"latchkey.throttle.client-attempts=5", "latchkey.throttle.client-network-attempts=20",
					"latchkey.throttle.logins=" + LOGINS, "latchkey.web.trusted-proxies=127.0.0.0/8,::1" })
	class InSessionMode extends Throttled {

	}

	@Nested
	@RunsIn(value = Mode.JWT,
			with = { "latchkey.throttle.account-attempts=5", "latchkey.throttle.device-attempts=5",
					"latchkey.throttle.devices-attempts=15", "latchkey.throttle.network-attempts=20",
					"latchkey.throttle.client-attempts=5", "latchkey.throttle.client-network-attempts=20",
					"latchkey.throttle.logins=" + LOGINS, "latchkey.web.trusted-proxies=127.0.0.0/8,::1" })
	class InJwtMode extends Throttled {

	}

	@ParameterizedTest
	@EnumSourceInFull(byDefault = "SESSION")
	void believesNobodyWhoIsNoTrustedProxyAndLivesWithAClockThatJumps(Mode mode) {
		try (Latchkey latchkey = Latchkey.in(mode)
			.with("latchkey.throttle.network-attempts", "10")
			.with("latchkey.throttle.account-attempts", "5")
			.with("latchkey.web.trusted-proxies", "192.0.2.0/24")
			.start()) {
			List<Integer> statuses = new ArrayList<>();
			for (int i = 0; i < 12; i++) {
				statuses.add(attempt(latchkey.client(), address(), "nobody-" + i, "x").status());
			}
			assertThat(statuses.subList(0, 10)).containsOnly(401);
			assertThat(statuses.subList(10, 12)).containsOnly(429);
			for (Duration jump : List.of(Duration.ofDays(-400), Duration.ofDays(1), Duration.ofDays(4000),
					Duration.ofDays(-4000))) {
				latchkey.clock().advance(jump);
				Answer answer = attempt(latchkey.client(), address(), "somebody", "x").expect(401, 429);
				answer.header("Retry-After")
					.ifPresent((seconds) -> assertThat(Integer.parseInt(seconds)).isBetween(1, 900));
			}
			latchkey.clock().advance(Duration.ofDays(1000));
			latchkey.login(Latchkey.ADMIN);
		}
	}

}
