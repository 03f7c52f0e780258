package bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import bench.app.BareHash;
import bench.app.Endpoints;
import dev.latchkey.harness.TestServers;

/**
 * Starts Latchkey in both modes and its peers, warms them up, measures them in turns, and
 * writes the table and the chart.
 */
public final class Peers {

	private static final int ROUNDS = Integer.getInteger("latchkey.bench.rounds", 7);

	private static final Duration STRETCH = Duration.ofMillis(Integer.getInteger("latchkey.bench.stretch", 2000));

	private static final int WARM_UPS = Integer.getInteger("latchkey.bench.warm-ups", 15);

	private static final int SESSIONS = Integer.getInteger("latchkey.bench.sessions", 300);

	private static final String ONLY = System.getProperty("latchkey.bench.peers", ".*");

	private final Map<App, Figures> figures = new LinkedHashMap<>();

	private final Map<App, TestServers.Database> databases = new LinkedHashMap<>();

	private final Map<App, List<String[]>> credentials = new LinkedHashMap<>();

	private final Servers servers;

	private Peers(Servers servers) {
		this.servers = servers;
	}

	/**
	 * Measure, and write into a directory.
	 * @param args the directory
	 */
	public static void main(String[] args) throws Exception {
		Cores.prefix();
		try (Servers servers = new Servers()) {
			Peers peers = new Peers(servers);
			double hashes;
			try {
				peers.start();
				hashes = peers.logins();
				peers.warmUp();
				for (int round = 0; round < ROUNDS; round++) {
					System.out.printf("Round %d of %d%n", round + 1, ROUNDS);
					peers.round();
				}
			}
			finally {
				peers.figures.keySet().forEach(App::close);
			}
			new Report(peers.figures, hashes, ROUNDS, SESSIONS).write(Path.of(args[0]));
		}
		System.exit(0);
	}

	private void start() throws Exception {
		Path logs = Files.createTempDirectory("latchkey-bench");
		int port = Integer.getInteger("latchkey.bench.port", 18_500);
		for (Peer peer : Peer.all().stream().filter((each) -> each.name().matches(ONLY)).toList()) {
			TestServers.Database database = this.servers.database();
			App app = new App(peer, port++, this.servers.settings(peer, database), logs.resolve(port + ".log"));
			Figures start = new Figures();
			start.startUp = app.startUp().toMillis() / 1e3;
			this.figures.put(app, start);
			this.databases.put(app, database);
			System.out.printf("%s: started in %.1f s%n", peer.name(), start.startUp);
			app.prepare();
		}
	}

	/**
	 * Sign in as often as the load will need it: what a session takes, and how fast that
	 * goes beside the bare hash, which is measured before and after each.
	 */
	private double logins() throws Exception {
		List<Double> bare = new ArrayList<>();
		List<String> command = new ArrayList<>(Cores.prefix());
		command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:ActiveProcessorCount=" + Cores.OF_SERVER, "-XX:+UseSerialGC", "-cp",
				System.getProperty("java.class.path"), BareHash.class.getName()));
		Process hashing = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
		try (BufferedReader answers = hashing.inputReader()) {
			hashes(hashing, answers);
			bare.add(hashes(hashing, answers));
			for (Map.Entry<App, Figures> each : this.figures.entrySet()) {
				logins(each.getKey(), each.getValue());
				if (each.getKey().peer().isLatchkey()) {
					bare.add(hashes(hashing, answers));
				}
			}
		}
		finally {
			hashing.destroy();
		}
		return bare.stream().mapToDouble(Double::doubleValue).average().orElse(0);
	}

	private static double hashes(Process hashing, BufferedReader answers) throws IOException {
		hashing.getOutputStream().write("4\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
		hashing.getOutputStream().flush();
		return Double.parseDouble(answers.readLine());
	}

	private void logins(App app, Figures into) throws Exception {
		// what the first ones bring with them is not theirs
		login(app, Math.min(SESSIONS, 100));
		long heap = app.heap();
		long memory = this.servers.memory();
		long begin = System.nanoTime();
		List<String[]> headers = login(app, SESSIONS);
		into.loginsPerSecond = SESSIONS * 1e9 / (System.nanoTime() - begin);
		into.heapBytes = (double) (app.heap() - heap) / SESSIONS;
		into.redisBytes = (double) (this.servers.memory() - memory) / SESSIONS;
		into.credentialLength = headers.stream().mapToInt((header) -> header[1].length()).average().orElse(0);
		this.credentials.put(app, headers);
	}

	private static List<String[]> login(App app, int count) throws Exception {
		// enough to keep the hashing busy, and no more than it lets wait
		ExecutorService people = Executors.newFixedThreadPool(Cores.OF_SERVER + 1);
		try {
			Callable<String[]> one = app::login;
			List<String[]> headers = new ArrayList<>();
			for (Future<String[]> header : people.invokeAll(java.util.Collections.nCopies(count, one))) {
				headers.add(header.get());
			}
			return headers;
		}
		finally {
			people.shutdown();
		}
	}

	/**
	 * Go on until a stretch is no longer cheaper than the one before by more than 2 %.
	 */
	private void warmUp() {
		for (App app : this.figures.keySet()) {
			double last = Double.MAX_VALUE;
			int settled = 0;
			for (int i = 0; i < WARM_UPS && settled < 2; i++) {
				double now = Load.run(app, Endpoints.CLOSED, this.credentials.get(app), STRETCH).cpu()
						+ Load.run(app, Endpoints.OPEN, List.of(), STRETCH.dividedBy(2)).cpu();
				settled = (now > last * 0.98) ? settled + 1 : 0;
				last = now;
			}
			System.out.printf("%s is warm%s%n", app.peer().name(), (settled < 2) ? ", more or less" : "");
		}
	}

	private void round() throws Exception {
		for (Map.Entry<App, Figures> each : this.figures.entrySet()) {
			App app = each.getKey();
			Figures into = each.getValue();
			into.open.add(Load.run(app, Endpoints.OPEN, List.of(), STRETCH));
			long commands = this.servers.commands();
			long transactions = Servers.transactions(this.databases.get(app));
			Sample sample = Load.run(app, Endpoints.CLOSED, this.credentials.get(app), STRETCH);
			into.signedIn.add(sample);
			into.redisCommands += this.servers.commands() - commands;
			// the question itself is one
			into.transactions += Servers.transactions(this.databases.get(app)) - transactions - 1;
			System.out.printf("%-50s open %.1f µs, signed in %.1f µs, %.0f/s%n", app.peer().name(),
					into.open.get(into.open.size() - 1).cpu(), sample.cpu(), sample.perSecond());
		}
	}

}
