package dev.latchkey.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.latchkey.cluster.history.HistoryCheck;
import dev.latchkey.cluster.history.Operation.Kind;
import dev.latchkey.cluster.history.Operation.Subject;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.Repetitions;
import dev.latchkey.harness.Server;
import dev.latchkey.harness.TestServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A session is ended while it is being refreshed on two nodes: nothing that a refresh was
 * answered with outlives the answer of the ending.
 */
@TestInstance(Lifecycle.PER_CLASS)
class RefreshRaceTests {

	private static final Duration MAX_STALENESS = Duration.ofSeconds(10);

	private static final int ROUNDS = Repetitions.of(200, 40);

	private static final int REFRESHERS = 6;

	private final Server redis = TestServers.redis();

	private final ClusterNodes nodes = new ClusterNodes();

	private final ExecutorService threads = Executors.newFixedThreadPool(REFRESHERS + 1);

	private List<String> accounts = List.of();

	@BeforeAll
	void start() {
		TestServers.Database database = TestServers.freshDatabase();
		for (String name : List.of("one", "two")) {
			this.nodes.with(name,
					Latchkey.in(Mode.JWT)
						.on(this.redis, database)
						.with("latchkey.revocation.max-staleness", MAX_STALENESS.toSeconds() + "s")
						.start());
		}
		this.accounts = this.nodes.accounts("raced", 10);
	}

	@AfterAll
	void stop() {
		this.threads.shutdownNow();
		this.nodes.close();
		this.redis.close();
	}

	@Test
	void leavesNothingAliveThatWasRefreshedWhileItEnded() throws Exception {
		List<ClusterNodes.Admin> admins = this.nodes.names().stream().map(this.nodes::admin).toList();
		int refreshed = 0;
		for (int round = 0; round < ROUNDS; round++) {
			Badge login = this.nodes.open(node(round / 2), this.accounts.get(round % this.accounts.size()));
			Map<String, Badge> gotten = new ConcurrentHashMap<>();
			List<Callable<Integer>> racers = new ArrayList<>();
			for (int i = 0; i < REFRESHERS; i++) {
				String node = node(i);
				racers.add(() -> refreshUntilItIsOver(node, login, gotten));
			}
			int which = round;
			racers.add(() -> end(which, admins.get(which % admins.size()), login));
			List<Integer> statuses = Refreshes.atOnce(this.threads, racers);
			boolean confirmed = statuses.get(REFRESHERS) != 202;
			gotten.put(login.credential(), login);
			refreshed += gotten.size() - 1;
			for (Badge badge : gotten.values()) {
				for (String node : this.nodes.names()) {
					int status = this.nodes.show(node, badge);
					assertThat(status).isIn(confirmed ? List.of(401) : List.of(200, 401));
					assertThat(this.nodes.refresh(node, badge)).as("the same, for nothing came").isSameAs(badge);
				}
			}
		}
		System.out.printf("%d endings raced by refreshes, of which %d were answered with tokens%n", ROUNDS, refreshed);
		assertThat(refreshed).as("refreshes that came before the end").isPositive();
		assertThat(new HistoryCheck(this.nodes.history().operations(), MAX_STALENESS).violations()).isEmpty();
	}

	private int refreshUntilItIsOver(String node, Badge login, Map<String, Badge> gotten) {
		Badge badge = login;
		Badge next = this.nodes.refresh(node, badge);
		while (next != badge) {
			gotten.put(next.credential(), next);
			badge = next;
			next = this.nodes.refresh(node, badge);
		}
		return 401;
	}

	private int end(int round, ClusterNodes.Admin admin, Badge badge) {
		int status = switch (round % 8) {
			case 0, 1 -> admin.end(Subject.session(badge.handle())).status();
			case 2, 3 -> admin.end(Subject.account(badge.account())).status();
			case 4 -> (round % 5 == 0) ? admin.end(Subject.EVERYBODY).status()
					: admin.end(Subject.session(badge.handle())).status();
			case 5 -> logout(round, badge, true);
			default -> logout(round, badge, false);
		};
		return status;
	}

	/**
	 * Log out by the access token or by the refresh token.
	 */
	private int logout(int round, Badge badge, boolean byAccess) {
		Latchkey node = this.nodes.get(node(round / 8));
		return this.nodes.history()
			.record(Kind.ENDING, Subject.session(badge.handle()), node(round / 8),
					() -> (byAccess ? badge.on(node.client()).post("/api/logout")
							: node.client()
								.post("/api/logout", Map.of("refresh_token", String.valueOf(badge.refreshToken()))))
						.status());
	}

	private String node(int i) {
		return this.nodes.names().get(i % this.nodes.names().size());
	}

}
