package dev.latchkey.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;

import dev.latchkey.account.Account;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.username.Username;
import dev.latchkey.factor.LoginTickets;
import dev.latchkey.factor.PendingLogin;
import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Authenticator;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Repetitions;
import dev.latchkey.harness.RequestConnections;
import dev.latchkey.harness.Server;
import dev.latchkey.harness.TestServers;
import dev.latchkey.revocation.LoginEpoch;
import dev.latchkey.revocation.Revocations;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One code, and one ticket, come to two nodes many times at once.
 */
@TestInstance(Lifecycle.PER_CLASS)
class SecondFactorRaceTests {

	private static final int ROUNDS = Repetitions.of(500, 25);

	private static final int RACERS = 20;

	private static final int SAMPLES = 12;

	private final Server redis = TestServers.redis();

	private final List<Latchkey> nodes = new ArrayList<>();

	private final RequestConnections connections = new RequestConnections();

	private final ExecutorService threads = Executors.newFixedThreadPool(RACERS);

	@BeforeAll
	void start() {
		TestServers.Database database = TestServers.freshDatabase();
		this.nodes.add(Latchkey.in(Mode.JWT).on(this.redis, database).with(this.connections).start());
		this.nodes.add(Latchkey.in(Mode.JWT).on(this.redis, database).start());
	}

	@AfterAll
	void stop() {
		this.threads.shutdownNow();
		this.nodes.forEach(Latchkey::close);
		this.redis.close();
	}

	@Test
	void letsOneInOfTwentyThatBringOneCode() throws Exception {
		Person alice = this.nodes.get(0).newPerson("USER");
		Client owner = this.nodes.get(0).login(alice);
		Authenticator app = Authenticator.setUp(this.nodes.get(0), owner);
		List<String> spare = new ArrayList<>();
		for (int round = 0; round < ROUNDS; round++) {
			app.forgetUsed(alice.username());
			if (spare.isEmpty()) {
				spare.addAll(recoveryCodes(owner, alice));
			}
			String code = (round % 5 == 4) ? spare.remove(0) : app.code();
			boolean oneTicket = round % 2 == 1;
			String shared = ticket(alice);
			List<Callable<Integer>> racers = new ArrayList<>();
			for (int i = 0; i < RACERS; i++) {
				Client client = this.nodes.get(i % 2).client();
				Map<String, String> body = Map.of("login", oneTicket ? shared : ticket(alice), "code", code);
				racers.add(() -> client.post("/api/login/factor", body).status());
			}
			List<Integer> statuses = Refreshes.atOnce(this.threads, racers);
			assertThat(statuses).as("round %d", round).containsOnlyOnce(200).allMatch(List.of(200, 401)::contains);
		}
	}

	private static List<String> recoveryCodes(Client owner, Person person) {
		owner.keepTokens(owner.refresh()).expect(200);
		owner.post("/api/me/proof", Map.of("password", person.password())).expect(204);
		return owner.post("/api/me/factors/recovery-codes")
			.expect(200)
			.json()
			.get("recovery_codes")
			.valueStream()
			.map((code) -> code.asString())
			.toList();
	}

	/**
	 * Begin a login past its password, whose hash would take most of the time.
	 */
	private String ticket(Person person) {
		Latchkey node = this.nodes.get(0);
		Account account = node.bean(Accounts.class).byUsername(Username.of(person.username())).orElseThrow();
		LoginEpoch began = node.bean(Revocations.class).loginEpoch();
		LoginTickets tickets = node.bean(LoginTickets.class);
		return tickets
			.demand(new PendingLogin(account.id(), tickets.versionOf(account), began.epoch(), began.liveSince(),
					"BEARER", false, null), account.username(), null)
			.ticket();
	}

	@Test
	void takesOneTransactionMoreThanAPasswordAlone() {
		Latchkey node = this.nodes.get(0);
		Person alice = node.newPerson("USER");
		Runnable without = () -> node.client().login(alice).expect(200);
		long least = least(() -> {
		}, without);
		Authenticator app = Authenticator.setUp(node, node.login(alice));
		Runnable with = () -> {
			Client client = node.client();
			Answer asked = client.login(alice).expectProblem(401, "second-factor-required");
			client.post("/api/login/factor", Map.of("login", asked.text("/login"), "code", app.code())).expect(200);
		};
		long leastWith = least(() -> app.forgetUsed(alice.username()), with);
		System.out.printf("a sign-in takes %d transactions, and %d with a second factor%n", least, leastWith);
		assertThat(least).isPositive();
		assertThat(leastWith).isBetween(least, least + 1);
	}

	/**
	 * Return how many connections a call takes, one for each transaction, where nothing
	 * has to be read again that the node remembers for a while.
	 */
	private long least(Runnable before, Runnable call) {
		return LongStream.range(0, SAMPLES).map((sample) -> {
			before.run();
			long began = this.connections.taken();
			call.run();
			return this.connections.taken() - began;
		}).min().orElseThrow();
	}

}
