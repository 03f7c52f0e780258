package dev.latchkey.promise;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Asking;
import dev.latchkey.harness.Authenticator;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Printed;
import dev.latchkey.harness.ProxiedApplication;
import dev.latchkey.harness.ProxiedBrowser;
import dev.latchkey.harness.RelyingParty;
import dev.latchkey.harness.Repetitions;
import dev.latchkey.harness.Server;
import dev.latchkey.harness.SoftAuthenticator;
import dev.latchkey.harness.TestServers;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Redis or the database is gone, or hangs, or is back again. What needs it is answered
 * with 503, never with 401 and never with 500, and everything else goes on.
 */
class OutageTests {

	// far from what is promised, and far from what the libraries' defaults would do
	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final int ATTEMPTS = 10;

	private static final Duration MAX_STALENESS = Duration.ofSeconds(4);

	/**
	 * How a server is taken away.
	 */
	enum Outage {

		GONE {
			@Override
			void begin(Server server) {
				server.kill();
			}

			@Override
			void end(Server server) {
				server.restart();
			}
		},

		HUNG {
			@Override
			void begin(Server server) {
				server.pause();
			}

			@Override
			void end(Server server) {
				server.resume();
			}
		};

		abstract void begin(Server server);

		abstract void end(Server server);

		/**
		 * Return one of them, or all where all is tested: without the database, both
		 * modes do the same.
		 */
		private static Stream<Outage> allOr(Outage one) {
			return Stream.of(values()).filter((outage) -> Repetitions.full() || outage == one);
		}

	}

	@TestInstance(Lifecycle.PER_CLASS)
	abstract static class Outages {

		private final Mode mode;

		// what a credential is answered that this node does not know, while Redis hangs
		private final int toAStranger;

		private final Server redis = TestServers.redis();

		private final Server postgres = TestServers.postgres();

		private Latchkey latchkey;

		private Person alice;

		Outages(Mode mode, int toAStranger) {
			this.mode = mode;
			this.toAStranger = toAStranger;
		}

		@BeforeAll
		void start() {
			this.latchkey = Latchkey.in(this.mode)
				.on(this.redis, TestServers.freshDatabase(this.postgres))
				.with("latchkey.revocation.max-staleness", MAX_STALENESS.toSeconds() + "s")
				.with("latchkey.throttle.account-attempts", String.valueOf(ATTEMPTS))
				.with("latchkey.web.public-url", "http://localhost:{port}")
				.with("latchkey.web.trusted-proxies", "127.0.0.1")
				.impatient()
				.start();
			this.alice = this.latchkey.newPerson("USER");
		}

		@AfterAll
		void stop() {
			this.latchkey.close();
			this.redis.close();
			this.postgres.close();
		}

		@ParameterizedTest
		@MethodSource("outagesOfTheDatabase")
		void letsNobodyInAndPutsNobodyOutWithoutADatabase(Outage outage) throws Exception {
			Client known = this.latchkey.login(this.alice);
			Client admin = this.latchkey.admin();
			admin.get("/actuator/health").expect(200);
			Person bob = this.latchkey.newPerson("USER");
			Authenticator app = Authenticator.setUp(this.latchkey, this.latchkey.login(bob));
			String ticket = this.latchkey.client().login(bob).expect(401).text("/login");
			outage.begin(this.postgres);
			try {
				assertThat(admin.get("/actuator/health").expect(503).text("/components/db/status")).isEqualTo("DOWN");
				known.get("/api/me").expect(200);
				assertUnavailable(this.latchkey.client().login(this.alice));
				assertUnavailable(
						this.latchkey.client().post("/api/login/factor", Map.of("login", ticket, "code", app.code())));
				assertUnavailable(admin.post("/api/admin/users/" + this.alice.username() + "/logout"));
				assertUnavailable(known.post("/api/logout"));
				pagesGoOn();
				Awaitility.await().atMost(PATIENCE.plus(MAX_STALENESS)).untilAsserted(() -> {
					Answer answer = known.get("/api/me").expect(200, 503);
					assertThat(answer.status()).isEqualTo(503);
				});
				assertUnavailable(known.get("/api/me"));
				Client stranger = this.latchkey.client();
				Map<String, Object> passkey = new SoftAuthenticator("http://localhost:" + this.latchkey.port())
					.get(stranger.post("/api/login/passkey/options").expect(200).json().get("public_key"));
				assertUnavailable(stranger.post("/api/login/passkey", Map.of("credential", passkey)));
				// its answer says it
				assertThat(Printed.lines().filter((line) -> line.contains("health check failed"))).isEmpty();
			}
			finally {
				outage.end(this.postgres);
			}
			comesBack(known);
			this.latchkey.login(this.alice).get("/api/me").expect(200);
			this.latchkey.client().post("/api/login/factor", Map.of("login", ticket, "code", app.code())).expect(200);
		}

		@ParameterizedTest
		@MethodSource("outagesOfTheDatabase")
		void refusesApplicationsNothingForGoodWithoutADatabase(Outage outage) {
			RelyingParty application = RelyingParty.at(this.latchkey, Map.of());
			Client browser = this.latchkey.client();
			browser.loginForCookies(this.alice).expect(200);
			Answer tokens = application.redeem(application.code(browser)).expect(200);
			String code = application.code(browser);
			application.userInfo(tokens.text("/access_token")).expect(200);
			Answer device = application.call("/oauth2/device_authorization").expect(200);
			String pushed = pushed(application);
			outage.begin(this.postgres);
			try {
				application.userInfo(tokens.text("/access_token")).expect(200);
				this.latchkey.client().get("/.well-known/openid-configuration").expect(200);
				assertThat(application.answered(application.authorize(this.latchkey.client(), "prompt", "none")))
					.containsEntry("error", "login_required");
				assertThat(application.authorize(browser).expect(503).header("Retry-After")).isPresent();
				assertThat(application.answered(application.authorize(browser, "prompt", "none")))
					.containsEntry("error", "temporarily_unavailable")
					.containsEntry("state", "a state");
				for (String path : List.of(pushed, "/oauth2/logout?id_token_hint=" + tokens.text("/id_token"))) {
					assertThat(browser.browse(path).expect(503).header("Retry-After")).isPresent();
				}
				consents(browser, application).expect(503);
				decides(browser, device).expect(503);
				assertComeAgain(comesFor(application, device));
				assertComeAgain(application.call("/oauth2/device_authorization"));
				for (String path : List.of("/oauth2/introspect", "/oauth2/revoke")) {
					assertComeAgain(application.call(path, "token", tokens.text("/refresh_token")));
				}
				assertComeAgain(application.redeem(code));
				assertComeAgain(application.refresh(tokens.text("/refresh_token")));
				assertComeAgain(application.token("grant_type", "client_credentials"));
				assertComeAgain(application.call("/oauth2/par", "client_id", application.clientId()));
			}
			finally {
				outage.end(this.postgres);
			}
			comesBack(browser);
			Awaitility.await()
				.atMost(PATIENCE)
				.until(() -> application.refresh(tokens.text("/refresh_token")).expect(200, 503).status() == 200);
			assertThat(application.answered(browser.browse(pushed))).containsKey("code");
			decides(browser, device).expect(200);
			comesFor(application, device).expect(200);
		}

		/**
		 * Nothing of it is in Redis but, in one mode, who is signed in.
		 */
		@ParameterizedTest
		@EnumSource
		void servesApplicationsWithoutRedis(Outage outage) {
			RelyingParty application = RelyingParty.at(this.latchkey, Map.of());
			Client browser = this.latchkey.client();
			browser.loginForCookies(this.alice).expect(200);
			Answer device = application.call("/oauth2/device_authorization").expect(200);
			browser.browse("/activate").expect(200);
			outage.begin(this.redis);
			try {
				Answer tokens = application.redeem(application.code(browser)).expect(200);
				application.refresh(tokens.text("/refresh_token")).expect(200);
				application.userInfo(tokens.text("/access_token")).expect(200);
				assertThat(application.call("/oauth2/introspect", "token", tokens.text("/access_token"))
					.expect(200)
					.json()
					.get("active")
					.asBoolean()).isTrue();
				assertThat(application.answered(browser.browse(pushed(application)))).containsKey("code");
				assertThat(comesFor(application, device).expect(400).text("/error")).isEqualTo("authorization_pending");
				consents(browser, application).expect(200);
				decides(browser, device).expect(200);
				Answer onDevice = comesFor(application, device).expect(200);
				application.token("grant_type", "client_credentials").expect(200);
				authorizesWithoutRedis(application);
				browser.browse("/oauth2/logout?id_token_hint=" + tokens.text("/id_token")).expect(202, 303);
				for (Answer given : List.of(tokens, onDevice)) {
					application.userInfo(given.text("/access_token")).expect(401);
					assertThat(application.refresh(given.text("/refresh_token")).expect(400).text("/error"))
						.isEqualTo("invalid_grant");
				}
			}
			finally {
				outage.end(this.redis);
			}
			comesBack(this.latchkey.admin());
			Awaitility.await()
				.atMost(PATIENCE)
				.untilAsserted(() -> this.latchkey.client().login(this.alice).expect(200));
		}

		private static String pushed(RelyingParty application) {
			Answer pushed = application
				.call("/oauth2/par",
						application.request()
							.entrySet()
							.stream()
							.flatMap((field) -> Stream.of(field.getKey(), field.getValue()))
							.toArray(String[]::new))
				.expect(201);
			return "/oauth2/authorize?client_id=" + application.clientId() + "&request_uri="
					+ pushed.text("/request_uri").replace(":", "%3A");
		}

		private static Answer decides(Client browser, Answer device) {
			return browser.call("POST", "/activate/allow")
				.form("user_code", device.text("/user_code"), "_csrf", browser.csrfOfPage("/login"))
				.send();
		}

		private static Answer consents(Client browser, RelyingParty application) {
			return browser.call("POST", "/consent")
				.form("client_id", application.clientId(), "scope", "openid", "continue", application.path(), "answer",
						"allow", "_csrf", browser.csrfOfPage("/login"))
				.send();
		}

		private static Answer comesFor(RelyingParty application, Answer device) {
			return application.token("grant_type", "urn:ietf:params:oauth:grant-type:device_code", "device_code",
					device.text("/device_code"));
		}

		@ParameterizedTest
		@MethodSource("outagesOfTheDatabase")
		void letsProxiesAskWithoutADatabaseForAsLongAsItCanTell(Outage outage) {
			String wiki = "https://" + ProxiedApplication.at(this.latchkey).host();
			ProxiedBrowser browser = new ProxiedBrowser(this.latchkey).of(this.alice);
			browser.visit(Asking.BY_HEADERS, wiki, "/").last().expect(200);
			ProxiedBrowser stranger = new ProxiedBrowser(this.latchkey);
			outage.begin(this.postgres);
			try {
				browser.ask(Asking.BY_HEADERS, "POST", wiki, "/").send().expect(200);
				stranger.onHost(wiki, "/.latchkey/start?to=%2F").expect(303);
				Answer page = stranger.onHost(wiki, "/.latchkey/enter?to=%2Fx&ticket=" + "A".repeat(43)).expect(503);
				assertThat(page.body()).contains("href=\"/.latchkey/start?to=%2Fx\"");
				Awaitility.await().atMost(PATIENCE.plus(MAX_STALENESS)).untilAsserted(() -> {
					Answer answer = browser.ask(Asking.BY_HEADERS, "POST", wiki, "/").send().expect(200, 503);
					assertThat(answer.status()).isEqualTo(503);
				});
				for (Asking asking : Asking.values()) {
					assertUnavailable(browser.ask(asking, "POST", wiki, "/").send());
					Answer answer = browser.navigate(asking, wiki, "/").expect(503);
					assertThat(answer.header("Retry-After")).isPresent();
					assertThat(answer.header("Location")).isEmpty();
				}
			}
			finally {
				outage.end(this.postgres);
			}
			Awaitility.await()
				.atMost(PATIENCE)
				.until(() -> browser.ask(Asking.BY_HEADERS, "POST", wiki, "/").send().expect(200, 503).status() == 200);
			Awaitility.await()
				.atMost(PATIENCE)
				.untilAsserted(() -> this.latchkey.client().login(this.alice).expect(200));
		}

		@ParameterizedTest
		@EnumSource
		void endsSessionsWithoutRedis(Outage outage) {
			Client known = this.latchkey.login(this.alice);
			Client other = this.latchkey.login(this.alice);
			Client admin = this.latchkey.admin();
			outage.begin(this.redis);
			try {
				known.get("/api/me").expect(200);
				other.post("/api/logout").expect(204, 202);
				other.get("/api/me").expect(401);
				admin.post("/api/admin/users/" + this.alice.username() + "/logout").expect(200, 202);
				known.get("/api/me").expectEnded("forced_logout");
				pagesGoOn();
				withoutRedis();
			}
			finally {
				outage.end(this.redis);
			}
			comesBack(admin);
			known.get("/api/me").expect(401);
			Awaitility.await()
				.atMost(PATIENCE)
				.untilAsserted(() -> this.latchkey.client().login(this.alice).expect(200));
		}

		@Test
		void keepsItsThreadsWhileRedisHangs() throws Exception {
			ExecutorService crowd = Executors.newFixedThreadPool(64);
			Client known = this.latchkey.login(this.alice);
			known.get("/api/me").expect(200);
			this.redis.pause();
			try {
				List<Future<Answer>> asked = IntStream.range(0, 256)
					.mapToObj((i) -> crowd.submit(() -> this.latchkey.client()
						.withCookie(Client.COOKIE, "A".repeat(42) + "A")
						.get("/api/me")))
					.toList();
				assertThat(asked).allSatisfy((answer) -> assertThat(answer).succeedsWithin(PATIENCE)
					.extracting(Answer::status)
					.isEqualTo(this.toAStranger));
				known.get("/api/me").expect(200);
				pagesGoOn();
			}
			finally {
				this.redis.resume();
				crowd.shutdownNow();
			}
			comesBack(this.latchkey.admin());
		}

		@Test
		void limitsGuessingOnItsOwnWithoutRedis() {
			Person bob = this.latchkey.newPerson("USER");
			Outage.GONE.begin(this.redis);
			try {
				List<Integer> statuses = IntStream.range(0, ATTEMPTS + 5)
					.mapToObj((i) -> this.latchkey.client().login(bob.with("not-the-password")).status())
					.toList();
				assertThat(statuses.subList(0, ATTEMPTS)).containsOnly(401);
				assertThat(statuses.subList(ATTEMPTS, ATTEMPTS + 5)).containsOnly(429);
			}
			finally {
				Outage.GONE.end(this.redis);
			}
			Awaitility.await()
				.atMost(PATIENCE)
				.untilAsserted(() -> this.latchkey.client().login(this.alice).expect(200));
		}

		abstract void withoutRedis();

		/**
		 * Ask with a credential that this node does not know.
		 */
		abstract void authorizesWithoutRedis(RelyingParty application);

		final void assertUnavailable(Answer answer) {
			answer.expectProblem(503);
			assertThat(answer.header("Retry-After")).isPresent();
		}

		/**
		 * Fail unless an application is told to come again.
		 */
		final void assertComeAgain(Answer answer) {
			assertUnavailable(answer);
			assertThat(answer.text("/error")).isEqualTo("temporarily_unavailable");
		}

		final Latchkey latchkey() {
			return this.latchkey;
		}

		final Person alice() {
			return this.alice;
		}

		private void pagesGoOn() {
			this.latchkey.client().browse("/login").expect(200);
			this.latchkey.client().get("/api/mode").expect(200);
			this.latchkey.client().get("/actuator/health/liveness").expect(200);
		}

		private void comesBack(Client client) {
			Awaitility.await().atMost(PATIENCE).until(() -> client.get("/api/me").expect(200, 503).status() == 200);
		}

	}

	@Nested
	class SessionMode extends Outages {

		static Stream<Outage> outagesOfTheDatabase() {
			return Outage.allOr(Outage.HUNG);
		}

		SessionMode() {
			super(Mode.SESSION, 503);
		}

		@Override
		void withoutRedis() {
			long before = sessions();
			assertUnavailable(latchkey().client().login(alice()));
			assertThat(sessions()).as("nobody got a credential for another").isEqualTo(before);
			assertUnavailable(latchkey().client().withCookie(Client.COOKIE, "A".repeat(42) + "A").get("/api/me"));
		}

		@Override
		void authorizesWithoutRedis(RelyingParty application) {
			Client unknown = latchkey().client().withCookie(Client.COOKIE, "A".repeat(42) + "A");
			assertThat(application.authorize(unknown).expect(503).header("Retry-After")).isPresent();
			assertThat(application.answered(application.authorize(unknown, "prompt", "none"))).containsEntry("error",
					"temporarily_unavailable");
		}

		private long sessions() {
			return latchkey().sql()
				.sql("select count(*) from user_session s join account a on a.id = s.account_id where a.username = ?")
				.param(alice().username())
				.query(Long.class)
				.single();
		}

	}

	@Nested
	class JwtMode extends Outages {

		static Stream<Outage> outagesOfTheDatabase() {
			return Outage.allOr(Outage.GONE);
		}

		JwtMode() {
			super(Mode.JWT, 401);
		}

		@Override
		void withoutRedis() {
			Client client = latchkey().login(alice());
			client.get("/api/me").expect(200);
			client.refresh().expect(200);
			client.post("/api/refresh", Map.of("refresh_token", "nonsense")).expect(401);
		}

		@Override
		void authorizesWithoutRedis(RelyingParty application) {
			Client other = latchkey().client();
			other.loginForCookies(alice()).expect(200);
			assertThat(application.code(other)).isNotEmpty();
		}

	}

}
