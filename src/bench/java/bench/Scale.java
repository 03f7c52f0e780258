package bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import dev.latchkey.harness.RawRedis;

/**
 * What becomes of Latchkey where a million sessions are live: in both modes, on
 * PostgreSQL and a real Redis.
 */
public final class Scale {

	private static final int MILLION = 1_000_000;

	private static final int SESSIONS = Integer.getInteger("latchkey.bench.scale", MILLION);

	private static final int ACTIVE = Integer.getInteger("latchkey.bench.active", 1_000);

	private static final int SPREAD = Integer.getInteger("latchkey.bench.spread", 30_000);

	private static final int ENDINGS = 100_000;

	private static final int PORT = Integer.getInteger("latchkey.bench.port", 18_600);

	private static final String HEAP = "1g";

	private final Map<String, String> found = new LinkedHashMap<>();

	private final Crowd crowd = new Crowd(SESSIONS);

	private final Peer peer;

	private final boolean inRedis;

	private final Path log;

	private Scale(Peer peer) throws Exception {
		this.peer = peer;
		this.inRedis = peer.name().contains("session");
		this.log = Files.createTempFile("latchkey-scale", ".log");
	}

	/**
	 * Measure, and write into a directory.
	 * @param args the directory
	 */
	public static void main(String[] args) throws Exception {
		Cores.prefix();
		StringBuilder page = new StringBuilder(ScaleProse.head(SESSIONS, new Crowd(SESSIONS).accounts(), ACTIVE));
		for (Peer peer : Peer.chosen()) {
			if (peer.isLatchkey()) {
				Scale scale = new Scale(peer);
				scale.run();
				page.append("\n## ").append(peer.name()).append("\n\n| | |\n| --- | --- |\n");
				scale.found.forEach((what, value) -> page.append("| %s | %s |%n".formatted(what, value)));
			}
		}
		page.append(ScaleProse.tail(HEAP));
		System.out.println(page);
		if (Peer.ALL.equals(Peer.CHOSEN) && SESSIONS >= MILLION) {
			Files.writeString(Path.of(args[0]).resolve("scale.md"), page);
		}
		else {
			System.out.println("Not written, since something was left out");
		}
		System.exit(0);
	}

	private void run() throws Exception {
		try (Servers small = new Servers(); Servers large = new Servers()) {
			try (App first = start(large)) {
				note("first start, which makes the tables", "%.1f s", seconds(first));
			}
			try (App empty = restart("start with no sessions", large)) {
				empty.prepare(large.database());
			}
			fill(large);
			long heap;
			try (App many = restart("start with %,d sessions".formatted(SESSIONS), large);
					App few = new App(this.peer, PORT + 1, small.settings(this.peer), this.log, HEAP)) {
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
			try (App after = restart("start with these, and %,d endings in the log".formatted(ENDINGS), large)) {
				note("heap of the node, for each ending", "%.0f bytes", (double) (after.heap() - heap) / ENDINGS);
			}
		}
	}

	private App start(Servers servers) throws Exception {
		return new App(this.peer, PORT, servers.settings(this.peer), this.log, HEAP);
	}

	/**
	 * Start it some times.
	 * @return the last one
	 */
	private App restart(String what, Servers servers) throws Exception {
		List<Double> starts = new ArrayList<>();
		for (int i = 1; i < Subject.STARTS; i++) {
			try (App app = start(servers)) {
				starts.add(seconds(app));
			}
		}
		App last = start(servers);
		starts.add(seconds(last));
		note(what, "%.1f s", Spread.median(starts.stream().mapToDouble(Double::doubleValue)));
		return last;
	}

	private void fill(Servers servers) throws Exception {
		try (Connection connection = servers.database().connect(); RawRedis redis = servers.redis()) {
			long memory = servers.memory();
			this.crowd.intoDatabase(connection, this.inRedis ? "session" : "jwt");
			if (this.inRedis) {
				this.crowd.intoRedis(redis);
			}
			note("database, for each session", "%.0f bytes", size(connection));
			note("Redis, for each session", "%.0f bytes", (double) (servers.memory() - memory) / SESSIONS);
		}
	}

	private void requests(App few, App many, Servers servers) throws Exception {
		Requests requests = new Requests(few, many, servers);
		requests.warmUp(signIn(few, ACTIVE), signIn(many, ACTIVE));
		requests.compare("%,d live, %,d of them in use".formatted(SESSIONS, ACTIVE), this::note);
		List<String[]> spread = this.inRedis ? IntStream.range(0, SPREAD)
			.mapToObj((i) -> Crowd.header(this.peer, (int) (i * 7919L % SESSIONS)))
			.toList() : signIn(many, SPREAD);
		note("heap of the node, for each of %,d in use".formatted(SPREAD), "%.0f bytes", requests.use(spread));
		requests.compare("%,d live, %,d of them in use".formatted(SESSIONS, SPREAD), this::note);
		if (this.inRedis) {
			requests.useAtRandom(() -> this.crowd.anyone(this.peer));
			requests.compare("%,d live, all of them in use at random".formatted(SESSIONS), this::note);
		}
	}

	private static List<String[]> signIn(App app, int count) throws Exception {
		List<String[]> headers = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			headers.add(app.login());
		}
		return headers;
	}

	private static double seconds(App app) {
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
