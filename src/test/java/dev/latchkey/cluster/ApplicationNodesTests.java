package dev.latchkey.cluster;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import com.sun.net.httpserver.HttpServer;
import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.LatchkeyProcess;
import dev.latchkey.harness.LatchkeySetup;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Ports;
import dev.latchkey.harness.Registered;
import dev.latchkey.harness.RelyingParty;
import dev.latchkey.harness.Repetitions;
import dev.latchkey.harness.Server;
import dev.latchkey.harness.TestServers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What applications hold and are told, where two nodes are two processes: nothing in the
 * memory of one helps the other.
 */
class ApplicationNodesTests {

	private static final int AT_ONCE = 20;

	private static final int ROUNDS = Repetitions.of(500, 10);

	private static final Duration TOLD_WITHIN = Duration.ofSeconds(2);

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final Server redis = TestServers.redis();

	private final TestServers.Database database = TestServers.freshDatabase();

	private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);

	private final List<String> told = new CopyOnWriteArrayList<>();

	private final int applicationPort = Ports.free();

	private Latchkey here;

	private RelyingParty application;

	private Person alice;

	@BeforeEach
	void start() {
		this.here = node().start();
		this.application = RelyingParty.at(this.here,
				Map.of("backchannel_logout_uri", "http://localhost:" + this.applicationPort + "/told"));
		this.alice = this.here.newPerson("USER");
	}

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
		this.here.close();
		this.redis.close();
	}

	private LatchkeySetup node() {
		return Latchkey.in(Mode.JWT).on(this.redis, this.database).with("latchkey.oidc.internal-applications", "true");
	}

	@Test
	void giveOneSetOfTokensAndOneSuccessorToTwentyAtOnce() throws Exception {
		try (LatchkeyProcess there = node().startProcess()) {
			Client browser = browser();
			for (int round = 0; round < ROUNDS; round++) {
				String code = this.application.code(browser);
				List<Answer> redeemed = race(there, "grant_type", "authorization_code", "code", code, "redirect_uri",
						this.application.redirectUri(), "code_verifier", RelyingParty.VERIFIER);
				List<Answer> won = redeemed.stream().filter((answer) -> answer.status() == 200).toList();
				assertThat(won).hasSize(1);
				assertThat(redeemed).filteredOn((answer) -> answer.status() != 200)
					.allSatisfy((answer) -> assertThat(answer.expect(400).text("/error")).isEqualTo("invalid_grant"));
				String parent = won.get(0).text("/refresh_token");
				Set<String> successors = race(there, "grant_type", "refresh_token", "refresh_token", parent).stream()
					.map((answer) -> answer.expect(200).text("/refresh_token"))
					.collect(Collectors.toSet());
				assertThat(successors).hasSize(1).doesNotContain(parent);
			}
		}
	}

	/**
	 * Ask for tokens at both nodes at the same moment.
	 */
	private List<Answer> race(LatchkeyProcess there, String... form) throws Exception {
		List<Callable<Answer>> racers = new ArrayList<>();
		for (int i = 0; i < AT_ONCE; i++) {
			Supplier<Client> node = (i % 2 == 0) ? this.here::client : there::client;
			racers.add(() -> token(node.get(), form));
		}
		return Refreshes.atOnce(this.threads, racers);
	}

	private Answer token(Client client, String... form) {
		Map<String, String> fields = new LinkedHashMap<>();
		for (int i = 0; i < form.length; i += 2) {
			fields.put(form[i], form[i + 1]);
		}
		return client.call("POST", "/oauth2/token")
			.withoutCsrf()
			.header("Authorization", Registered.basic(this.application.clientId() + ":" + this.application.secret()))
			.body("application/x-www-form-urlencoded", RelyingParty.encoded(fields))
			.send();
	}

	@Test
	void tellWhatAKilledNodeHasEnded() throws Exception {
		String handle = signedIn();
		try (LatchkeyProcess killed = node().startProcess()) {
			Client admin = killed.client();
			admin.login(Latchkey.ADMIN).expect(200);
			// the application cannot be reached, so no node tells it before the kill
			Thread ending = new Thread(() -> end(admin, handle));
			ending.start();
			await().pollInterval(Duration.ofMillis(1)).atMost(PATIENCE).until(() -> waiting() == 1);
			killed.kill();
			ending.join();
		}
		assertThat(waiting()).isOne();
		try (Listening listener = new Listening()) {
			listener.assertToldOf(handle);
		}
	}

	@Test
	void tellThatTokensWereStolen() throws Exception {
		Client browser = browser();
		String handle = browser.get("/api/me").expect(200).text("/session/handle");
		String code = this.application.code(browser);
		this.application.redeem(code).expect(200);
		this.here.sql().sql("update application_grant set redeemed_at = redeemed_at - interval '60' second").update();
		try (Listening listener = new Listening()) {
			this.application.redeem(code).expect(400);
			listener.assertToldOf(handle);
		}
	}

	@Test
	void tellWhatWaitsWhileRedisIsAway() throws Exception {
		String before = signedIn();
		this.here.admin().delete("/api/admin/sessions/" + before);
		String during = signedIn();
		Client admin = this.here.admin();
		this.redis.kill();
		admin.delete("/api/admin/sessions/" + during).expect(200, 202);
		assertThat(waiting()).isEqualTo(2);
		try (Listening listener = new Listening()) {
			listener.assertToldOf(before);
			listener.assertToldOf(during);
		}
	}

	@Test
	void tellWhoAnswersWithinTwoSeconds() throws Exception {
		Client admin = this.here.admin();
		List<Long> nanos = new ArrayList<>();
		try (Listening listener = new Listening()) {
			for (int i = 0; i < Repetitions.of(500); i++) {
				String handle = signedIn();
				long start = System.nanoTime();
				admin.delete("/api/admin/sessions/" + handle).expect(200);
				await().pollInterval(Duration.ofMillis(1)).atMost(PATIENCE).until(() -> listener.isToldOf(handle));
				nanos.add(System.nanoTime() - start);
			}
		}
		Latencies.print("From the call that ends a session to the application that is told", nanos);
		long late = nanos.stream().filter((time) -> time > TOLD_WITHIN.toNanos()).count();
		// a machine that is busy may be late now and then
		assertThat(late).isLessThanOrEqualTo(nanos.size() / 10);
	}

	private Client browser() {
		Client browser = this.here.client();
		browser.loginForCookies(this.alice).expect(200);
		return browser;
	}

	/**
	 * Sign in with the application, long enough ago that one notice is enough.
	 * @return the session's handle
	 */
	private String signedIn() {
		Client browser = browser();
		this.application.redeem(this.application.code(browser)).expect(200);
		this.here.sql().sql("update application_grant set redeemed_at = redeemed_at - interval '60' second").update();
		return browser.get("/api/me").expect(200).text("/session/handle");
	}

	private static void end(Client admin, String handle) {
		try {
			admin.delete("/api/admin/sessions/" + handle);
		}
		catch (RuntimeException ex) {
			// the node is killed before it answers
		}
	}

	private long waiting() {
		return this.here.sql().sql("select count(*) from logout_notice").query(Long.class).single();
	}

	/**
	 * The application's own server, from when on it can be reached.
	 */
	private final class Listening implements AutoCloseable {

		private final HttpServer server;

		Listening() throws Exception {
			this.server = HttpServer.create(
					new InetSocketAddress(InetAddress.getLoopbackAddress(), ApplicationNodesTests.this.applicationPort),
					0);
			this.server.createContext("/told", (exchange) -> {
				try (exchange) {
					String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
					ApplicationNodesTests.this.told
						.add(new String(Base64.getUrlDecoder().decode(body.split("\\.")[1]), StandardCharsets.UTF_8));
					exchange.sendResponseHeaders(200, -1);
				}
			});
			this.server.start();
		}

		boolean isToldOf(String handle) {
			return ApplicationNodesTests.this.told.stream()
				.anyMatch((token) -> token.contains("\"sid\":\"" + handle + "\""));
		}

		void assertToldOf(String handle) {
			await().atMost(PATIENCE).untilAsserted(() -> {
				assertThat(isToldOf(handle)).isTrue();
				assertThat(waiting()).isZero();
			});
		}

		@Override
		public void close() {
			this.server.stop(0);
		}

	}

}
