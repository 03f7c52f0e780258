package dev.latchkey.bench.scale;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import dev.latchkey.bench.load.DataServers;
import dev.latchkey.bench.load.HttpLoad;
import dev.latchkey.bench.load.MachineDescription;
import dev.latchkey.bench.load.MeasuredApplication;
import dev.latchkey.bench.load.Peer;
import dev.latchkey.bench.load.PinnedCores;
import dev.latchkey.bench.load.Spread;
import dev.latchkey.bench.load.WarmUp;
import dev.latchkey.bench.page.PageTemplate;
import dev.latchkey.harness.RawRedis;

/**
 * What becomes of Latchkey where a million sessions are live: in both modes, on
 * PostgreSQL and a real Redis.
 */
public final class ScaleComparison {

	private static final int MILLION = 1_000_000;

	private static final int SESSIONS = Integer.getInteger("latchkey.bench.scale", MILLION);

	private static final int ACTIVE = Integer.getInteger("latchkey.bench.active", 1_000);

	private static final int SPREAD = Integer.getInteger("latchkey.bench.spread", 30_000);

	private static final int ENDINGS = 100_000;

	private static final int PORT = Integer.getInteger("latchkey.bench.port", 18_600);

	private static final String HEAP = "1g";

	private final Map<String, String> found = new LinkedHashMap<>();

	private final StoredCrowd crowd = new StoredCrowd(SESSIONS);

	private final Peer peer;

	private final boolean inRedis;

	private final Path log;

	private ScaleComparison(Peer peer) throws Exception {
		this.peer = peer;
		this.inRedis = peer.name().contains("session");
		this.log = Files.createTempFile("latchkey-scale", ".log");
	}

	/**
	 * Measure, and write the page.
	 * @param documents the directory of the pages
	 */
	public static void run(Path documents) throws Exception {
		PinnedCores.prefix();
		StringBuilder modes = new StringBuilder();
		for (Peer peer : Peer.chosen()) {
			if (peer.isLatchkey()) {
				ScaleComparison comparison = new ScaleComparison(peer);
				comparison.measure();
				modes.append("\n## ").append(peer.name()).append("\n\n| | |\n| --- | --- |\n");
				comparison.found.forEach((what, value) -> modes.append("| %s | %s |%n".formatted(what, value)));
			}
		}
		String page = page(modes.toString());
		System.out.println(page);
		if (Peer.ALL.equals(Peer.CHOSEN) && SESSIONS >= MILLION) {
			Files.writeString(documents.resolve("scale.md"), page);
		}
		else {
			System.out.println("Not written, since something was left out");
		}
		System.exit(0);
	}

	private static String page(String modes) {
		return new PageTemplate("scale.md").fill(Map.ofEntries(Map.entry("sessions", SESSIONS),
				Map.entry("accounts", new StoredCrowd(SESSIONS).accounts()), Map.entry("active", ACTIVE),
				Map.entry("modes", modes), Map.entry("machine", MachineDescription.told()), Map.entry("heap", HEAP),
				Map.entry("leastRequests", WarmUp.REQUESTS), Map.entry("patience", WarmUp.LONGEST.toSeconds()),
				Map.entry("stretch", HttpLoad.STRETCH.toSeconds()), Map.entry("counted", DataServers.counted()),
				Map.entry("starts", MeasuredApplication.STARTS)));
	}

	private void measure() throws Exception {
		try (DataServers small = new DataServers(); DataServers large = new DataServers()) {
			try (MeasuredApplication first = start(large)) {
				note("first start, which makes the tables", "%.1f s", seconds(first));
			}
			try (MeasuredApplication empty = restart("start with no sessions", large)) {
				empty.prepare(large.database());
			}
			fill(large);
			long heap;
			try (MeasuredApplication many = restart("start with %,d sessions".formatted(SESSIONS), large);
					MeasuredApplication few = new MeasuredApplication(this.peer, PORT + 1, small.settings(this.peer), this.log, HEAP)) {
				heap = many.heap();
				few.prepare(small.database());
				requests(few, many, large);
				AdministratorsWork work = new AdministratorsWork(many, this.crowd, SESSIONS);
				work.measure(this::note);
				work.endEverybody(this::note);
			}
			try (Connection connection = large.database().connect()) {
				this.crowd.endings(connection, ENDINGS);
			}
			try (MeasuredApplication after = restart("start with these, and %,d endings in the log".formatted(ENDINGS), large)) {
				note("heap of the node, for each ending", "%.0f bytes", (double) (after.heap() - heap) / ENDINGS);
			}
		}
	}

	private MeasuredApplication start(DataServers servers) throws Exception {
		return new MeasuredApplication(this.peer, PORT, servers.settings(this.peer), this.log, HEAP);
	}

	/**
	 * Start it some times.
	 * @return the last one
	 */
	private MeasuredApplication restart(String what, DataServers servers) throws Exception {
		List<Double> starts = new ArrayList<>();
		for (int i = 1; i < MeasuredApplication.STARTS; i++) {
			try (MeasuredApplication app = start(servers)) {
				starts.add(seconds(app));
			}
		}
		MeasuredApplication last = start(servers);
		starts.add(seconds(last));
		note(what, "%.1f s", Spread.median(starts.stream().mapToDouble(Double::doubleValue)));
		return last;
	}

	private void fill(DataServers servers) throws Exception {
		try (Connection connection = servers.database().connect(); RawRedis redis = servers.redis()) {
			long memory = servers.memory();
			this.crowd.intoDatabase(connection, this.inRedis ? "session" : "jwt");
			if (this.inRedis) {
				this.crowd.intoRedis(redis, installation(connection));
			}
			note("database, for each session", "%.0f bytes", size(connection));
			note("Redis, for each session", "%.0f bytes", (double) (servers.memory() - memory) / SESSIONS);
		}
	}

	/**
	 * Return the name that the first start has given the database.
	 */
	private static String installation(Connection database) throws SQLException {
		try (Statement statement = database.createStatement();
				ResultSet found = statement.executeQuery("select id from installation")) {
			found.next();
			return found.getString(1);
		}
	}

	private void requests(MeasuredApplication few, MeasuredApplication many, DataServers servers) throws Exception {
		RequestComparison requests = new RequestComparison(few, many, servers);
		requests.warmUp(signIn(few, ACTIVE), signIn(many, ACTIVE));
		requests.compare("%,d live, %,d of them in use".formatted(SESSIONS, ACTIVE), this::note);
		List<String[]> spread = this.inRedis ? IntStream.range(0, SPREAD)
			.mapToObj((i) -> StoredCrowd.header(this.peer, (int) (i * 7919L % SESSIONS)))
			.toList() : signIn(many, SPREAD);
		note("heap of the node, for each of %,d in use".formatted(SPREAD), "%.0f bytes", requests.use(spread));
		requests.compare("%,d live, %,d of them in use".formatted(SESSIONS, SPREAD), this::note);
		if (this.inRedis) {
			requests.useAtRandom(() -> this.crowd.anyone(this.peer));
			requests.compare("%,d live, all of them in use at random".formatted(SESSIONS), this::note);
		}
	}

	private static List<String[]> signIn(MeasuredApplication app, int count) throws Exception {
		List<String[]> headers = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			headers.add(app.login());
		}
		return headers;
	}

	private static double seconds(MeasuredApplication app) {
		return app.startUp().toMillis() / 1e3;
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
