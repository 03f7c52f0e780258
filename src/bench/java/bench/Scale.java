package bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

import bench.app.Endpoints;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.RawRedis;
import dev.latchkey.harness.TestServers;

/**
 * What becomes of Latchkey where a million sessions are live: in both modes, on
 * PostgreSQL and a real Redis.
 */
public final class Scale {

	private static final int SESSIONS = Integer.getInteger("latchkey.bench.scale", 1_000_000);

	private static final int ACTIVE = Integer.getInteger("latchkey.bench.active", 1_000);

	private static final int ENDINGS = 100_000;

	private static final int PAGES = 300;

	private static final int ROUNDS = Integer.getInteger("latchkey.bench.rounds", 5);

	private static final Duration STRETCH = Duration.ofSeconds(2);

	private final Map<String, String> found = new LinkedHashMap<>();

	private Scale() {
	}

	/**
	 * Measure, and write into a directory.
	 * @param args the directory
	 */
	public static void main(String[] args) throws Exception {
		Cores.prefix();
		StringBuilder page = new StringBuilder(
				"""
						# A million sessions

						Written by `./mvnw -Pbench test -Dbench=scale`: %,d live sessions of %,d accounts, on PostgreSQL and a real
						Redis. The servers share this machine: %s.
						"""
					.formatted(SESSIONS, SESSIONS / 20, Cores.told()));
		for (Peer peer : Peer.chosen()) {
			if (peer.isLatchkey()) {
				Scale scale = new Scale();
				scale.run(peer);
				page.append("\n## ").append(peer.name()).append("\n\n| | |\n| --- | --- |\n");
				scale.found.forEach((what, value) -> page.append("| %s | %s |%n".formatted(what, value)));
			}
		}
		System.out.println(page);
		Files.writeString(Path.of(args[0]).resolve("scale.md"), page);
		System.exit(0);
	}

	private void run(Peer peer) throws Exception {
		boolean inRedis = peer.name().contains("session");
		Path log = Files.createTempFile("latchkey-scale", ".log");
		try (Servers servers = new Servers()) {
			TestServers.Database database = servers.database();
			List<String> settings = servers.settings(peer);
			Crowd crowd = new Crowd(SESSIONS);
			double few;
			try (App app = new App(peer, 18_600, settings, log, "1g")) {
				note("start with an empty database", "%.1f s", app.startUp().toMillis() / 1e3);
				app.prepare(database);
				List<String[]> active = new ArrayList<>();
				for (int i = 0; i < ACTIVE; i++) {
					active.add(app.login());
				}
				long memory = servers.memory();
				long heap = app.heap();
				Load.run(app, Endpoints.CLOSED, active, STRETCH.multipliedBy(30));
				few = cost(app, active);
				note("processor time of a request, %,d sessions live and %<,d in use".formatted(ACTIVE), "%.1f µs",
						few);
				try (Connection connection = database.connect(); RawRedis redis = servers.redis()) {
					crowd.intoDatabase(connection, inRedis ? "session" : "jwt");
					if (inRedis) {
						crowd.intoRedis(redis);
					}
					note("database, for each session", "%.0f bytes", size(connection));
				}
				note("Redis, for each session", "%.0f bytes", (double) (servers.memory() - memory) / SESSIONS);
				double many = cost(app, active);
				note("the same with %,d live and %,d in use".formatted(SESSIONS, ACTIVE), "%.1f µs, %+.0f %%", many,
						100 * (many / few - 1));
				if (inRedis) {
					List<String[]> all = IntStream.range(0, 50_000)
						.mapToObj((i) -> new String[] { "Cookie",
								"__Host-latchkey=" + Crowd.cookie((int) (i * 7919L % SESSIONS)) })
						.toList();
					Load.run(app, Endpoints.CLOSED, all, STRETCH.multipliedBy(6));
					double spread = cost(app, all);
					note("the same with 50,000 in use", "%.1f µs, %+.0f %%", spread, 100 * (spread / few - 1));
					note("heap of the node, for each of these", "%.0f bytes", (app.heap() - heap) / 50_000.0);
				}
				pages(app);
				logouts(app);
			}
			try (Connection connection = database.connect()) {
				crowd.endings(connection, ENDINGS);
			}
			try (App app = new App(peer, 18_600, settings, log, "1g")) {
				note("start with all of them, and %,d endings in the log".formatted(ENDINGS), "%.1f s",
						app.startUp().toMillis() / 1e3);
			}
		}
	}

	private static double cost(App app, List<String[]> headers) throws Exception {
		double[] costs = new double[ROUNDS];
		for (int round = 0; round < ROUNDS; round++) {
			costs[round] = Load.run(app, Endpoints.CLOSED, headers, STRETCH).cpu();
		}
		Arrays.sort(costs);
		return costs[ROUNDS / 2];
	}

	private void pages(App app) {
		Client admin = app.client();
		admin.login(new Person("admin", "tulip-anchor-violin-93")).expect(200);
		int last = SESSIONS / 50 - 1;
		for (int page : new int[] { 0, last / 2, last }) {
			IntConsumer look = (i) -> admin.get("/api/admin/sessions?size=50&page=" + page).expect(200);
			IntStream.range(0, PAGES / 3).forEach(look);
			note("who is online, 50 from %,d on".formatted(page * 50), "%s", times(PAGES, look));
		}
	}

	private void logouts(App app) {
		Client admin = app.client();
		admin.login(new Person("admin", "tulip-anchor-violin-93")).expect(200);
		admin.csrf();
		IntConsumer one = (i) -> admin.post("/api/admin/users/" + Crowd.username(Crowd.BUSY * 100 + i) + "/logout")
			.expect(200);
		IntStream.range(1000, 1300).forEach(one);
		note("force-logout of a user with 20 sessions", "%s", times(200, one));
		IntConsumer busy = (i) -> admin.post("/api/admin/users/" + Crowd.username(i) + "/logout").expect(200);
		IntStream.range(20, Crowd.BUSY).forEach(busy);
		note("force-logout of a user with 1,000 sessions", "%s", times(20, busy));
	}

	private static String times(int count, IntConsumer call) {
		long[] times = new long[count];
		for (int i = 0; i < count; i++) {
			long begin = System.nanoTime();
			call.accept(i);
			times[i] = System.nanoTime() - begin;
		}
		Arrays.sort(times);
		return String.format(Locale.ROOT, "median %.1f ms, p99 %.1f ms", times[count / 2] / 1e6,
				times[count * 99 / 100] / 1e6);
	}

	private static double size(Connection connection) throws Exception {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("select pg_total_relation_size('user_session')")) {
			row.next();
			return (double) row.getLong(1) / SESSIONS;
		}
	}

	private void note(String what, String format, Object... values) {
		String value = String.format(Locale.ROOT, format, values);
		System.out.println(what + ": " + value);
		this.found.put(what, value);
	}

}
