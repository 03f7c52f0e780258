package bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

import bench.app.BareHash;
import bench.app.Endpoints;

/**
 * Starts Latchkey in both modes and its peers, warms them up, measures them in turns, and
 * writes the table and the chart.
 */
public final class Peers {

	private static final int ROUNDS = Integer.getInteger("latchkey.bench.rounds", 7);

	private static final Duration STRETCH = Duration.ofSeconds(Integer.getInteger("latchkey.bench.stretch", 3));

	private static final int WARM_UPS = Integer.getInteger("latchkey.bench.warm-ups", 15);

	private static final Duration LOGINS = Duration.ofSeconds(Integer.getInteger("latchkey.bench.logins", 8));

	private static final int SESSIONS = Integer.getInteger("latchkey.bench.sessions", 2000);

	private static final String ONLY = System.getProperty("latchkey.bench.peers", ".*");

	private final Map<App, Figures> figures = new LinkedHashMap<>();

	private final Map<App, Servers> servers = new LinkedHashMap<>();

	private final Map<App, List<String[]>> credentials = new LinkedHashMap<>();

	private Peers() {
	}

	/**
	 * Measure, and write into a directory.
	 * @param args the directory
	 */
	public static void main(String[] args) throws Exception {
		Cores.prefix();
		Peers peers = new Peers();
		double hashes;
		try {
			peers.start();
			peers.signIn();
			peers.warmUp();
			for (int round = 0; round < ROUNDS; round++) {
				System.out.printf("Round %d of %d%n", round + 1, ROUNDS);
				peers.round();
			}
			// last, as it leaves many more sessions behind
			hashes = LOGINS.isZero() ? Double.NaN : peers.logins();
		}
		finally {
			peers.servers.forEach((app, servers) -> {
				app.close();
				servers.close();
			});
		}
		new Report(peers.figures, hashes, ROUNDS, SESSIONS, WARM_UPS).write(Path.of(args[0]));
		System.exit(0);
	}

	private void start() throws Exception {
		Path logs = Files.createTempDirectory("latchkey-bench");
		int port = Integer.getInteger("latchkey.bench.port", 18_500);
		for (Peer peer : Peer.all().stream().filter((each) -> each.name().matches(ONLY)).toList()) {
			Servers servers = new Servers();
			App app = new App(peer, port++, servers.settings(peer), logs.resolve(port + ".log"));
			Figures start = new Figures();
			start.startUp = app.startUp().toMillis() / 1e3;
			this.figures.put(app, start);
			this.servers.put(app, servers);
			System.out.printf("%s: started in %.1f s%n", peer.name(), start.startUp);
			app.prepare(servers.database());
			app.check();
		}
	}

	/**
	 * Sign in as often as the load will need it, and find out what a session takes.
	 */
	private void signIn() throws Exception {
		for (Map.Entry<App, Figures> each : this.figures.entrySet()) {
			App app = each.getKey();
			Figures into = each.getValue();
			Servers servers = Objects.requireNonNull(this.servers.get(app));
			// what the first ones bring with them is not theirs
			signIn(app, SESSIONS / 4);
			long memory = servers.memory();
			List<String[]> headers = signIn(app, SESSIONS);
			into.redisBytes = (double) (servers.memory() - memory) / SESSIONS;
			into.credentialLength = headers.stream().mapToInt((header) -> header[1].length()).average().orElse(0);
			this.credentials.put(app, headers);
		}
	}

	private static List<String[]> signIn(App app, int count) throws Exception {
		List<String[]> headers = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			headers.add(app.login());
		}
		return headers;
	}

	/**
	 * Compare logins with the bare hash, in turns. Before that, people sign in whose hash
	 * costs next to nothing, until all but the hash is warm: with the usual one that
	 * takes a quarter of an hour.
	 * @return bare hashes in a second
	 */
	private double logins() throws Exception {
		List<String> command = new ArrayList<>(Cores.prefix());
		command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xms" + App.HEAP,
				"-Xmx" + App.HEAP, "-XX:ActiveProcessorCount=" + Cores.OF_SERVER, "-XX:+UseSerialGC", "-cp",
				System.getProperty("java.class.path"), BareHash.class.getName()));
		List<App> ours = this.figures.keySet().stream().filter((app) -> app.peer().isLatchkey()).toList();
		for (App app : ours) {
			settle(app, () -> Load.logins(app, App.CHEAP, STRETCH));
			Load.logins(app, App.USUAL, LOGINS);
		}
		List<Double> bare = new ArrayList<>();
		Process hashing = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
		try (BufferedReader answers = hashing.inputReader()) {
			hashes(hashing, answers);
			for (int round = 0; round < ROUNDS; round++) {
				bare.add(hashes(hashing, answers));
				for (App app : ours) {
					Objects.requireNonNull(this.figures.get(app)).logins.add(Load.logins(app, App.USUAL, LOGINS));
				}
			}
		}
		finally {
			hashing.destroy();
		}
		return bare.stream().sorted().toList().get(bare.size() / 2);
	}

	private static double hashes(Process hashing, BufferedReader answers) throws IOException {
		hashing.getOutputStream().write("8\n".getBytes(StandardCharsets.US_ASCII));
		hashing.getOutputStream().flush();
		return Double.parseDouble(answers.readLine());
	}

	private void warmUp() throws Exception {
		for (App app : this.figures.keySet()) {
			settle(app, () -> {
				Load.run(app, Endpoints.OPEN, List.of(), STRETCH);
				return Load.run(app, Endpoints.CLOSED, this.credentials.get(app), STRETCH);
			});
		}
	}

	/**
	 * Go on until a stretch is no longer cheaper than the one before by more than 2 %,
	 * twice.
	 */
	private static void settle(App app, Callable<Sample> stretch) throws Exception {
		double last = Double.MAX_VALUE;
		int settled = 0;
		for (int i = 0; i < WARM_UPS && settled < 2; i++) {
			double now = stretch.call().cpu();
			settled = (now > last * 0.98) ? settled + 1 : 0;
			last = now;
		}
		System.out.printf("%s is warm%s at %.0f µs%n", app.peer().name(), (settled < 2) ? ", more or less," : "", last);
	}

	private void round() throws Exception {
		for (Map.Entry<App, Figures> each : this.figures.entrySet()) {
			App app = each.getKey();
			Figures into = each.getValue();
			into.open.add(Load.run(app, Endpoints.OPEN, List.of(), STRETCH));
			Servers servers = Objects.requireNonNull(this.servers.get(app));
			long commands = servers.commands();
			long transactions = servers.transactions();
			Sample sample = Load.run(app, Endpoints.CLOSED, this.credentials.get(app), STRETCH);
			into.signedIn.add(sample);
			into.redisCommands += servers.commands() - commands;
			// the question itself is one
			into.transactions += servers.transactions() - transactions - 1;
			System.out.printf("%-50s open %.1f µs, signed in %.1f µs, %.0f/s%n", app.peer().name(),
					into.open.get(into.open.size() - 1).cpu(), sample.cpu(), sample.perSecond());
		}
	}

}
