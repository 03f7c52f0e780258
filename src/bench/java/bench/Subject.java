package bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import bench.app.Endpoints;

/**
 * One application that is compared, with its servers and what was found of it.
 */
final class Subject implements AutoCloseable {

	static final Duration STRETCH = Duration.ofSeconds(Integer.getInteger("latchkey.bench.stretch", 2));

	static final int SESSIONS = Integer.getInteger("latchkey.bench.sessions", 2000);

	static final int STARTS = Integer.getInteger("latchkey.bench.starts", 3);

	private final Figures figures = new Figures();

	private final Servers servers = new Servers();

	private final List<String[]> credentials = new ArrayList<>();

	private final App app;

	private long redisBefore;

	private long heapBefore;

	Subject(Peer peer, int port, Path log) throws Exception {
		List<String> settings = this.servers.settings(peer);
		if (peer.isLatchkey()) {
			try (App first = new App(peer, port, settings, log)) {
				this.figures.firstStart = seconds(first);
			}
		}
		List<Double> starts = new ArrayList<>();
		for (int i = 1; i < STARTS; i++) {
			try (App other = new App(peer, port, settings, log)) {
				starts.add(seconds(other));
			}
		}
		this.app = new App(peer, port, settings, log);
		starts.add(seconds(this.app));
		this.figures.start = Spread.median(starts.stream().mapToDouble(Double::doubleValue));
		System.out.printf("%s: starts in %.1f s%n", peer.name(), this.figures.start);
		this.app.prepare(this.servers.database());
		this.app.check();
	}

	private static double seconds(App app) {
		return app.startUp().toMillis() / 1e3;
	}

	/**
	 * Sign in as often as the load will need it.
	 */
	void signIn() throws IOException, InterruptedException {
		this.credentials.addAll(signInAndUse());
		this.figures.credentialLength = this.credentials.stream()
			.mapToInt((header) -> header[1].length())
			.average()
			.orElse(0);
	}

	private List<String[]> signInAndUse() throws IOException, InterruptedException {
		List<String[]> headers = new ArrayList<>();
		for (int i = 0; i < SESSIONS; i++) {
			String[] header = this.app.login();
			// some remember a credential only when they see it
			this.app.use(header);
			headers.add(header);
		}
		return headers;
	}

	/**
	 * Sign in as often again, to find out what a session takes: the first ones brought
	 * more with them than is theirs.
	 */
	void signInMore() throws IOException, InterruptedException {
		this.redisBefore = this.servers.memory();
		this.heapBefore = this.app.heap();
		signInAndUse();
	}

	/**
	 * Say what these sessions take. After a while: what was written down only to be
	 * written back is not theirs.
	 */
	void weigh() throws IOException, InterruptedException {
		this.figures.redisBytes = (double) (this.servers.memory() - this.redisBefore) / SESSIONS;
		this.figures.heapBytes = (double) (this.app.heap() - this.heapBefore) / SESSIONS;
	}

	void warmUp() throws Exception {
		System.out.println(this.app.peer().name());
		WarmUp warmUp = WarmUp.of(WarmUp.REQUESTS, this::open, this::signedIn);
		this.figures.settled = warmUp.settled();
		this.figures.warmUp = warmUp.requests();
	}

	void turn() throws Exception {
		Sample begin = open();
		long commands = this.servers.commands();
		long statements = this.servers.statements();
		List<Sample> middle = List.of(signedIn(), signedIn());
		this.figures.redisCommands += this.servers.commands() - commands;
		this.figures.statements += this.servers.statements() - statements;
		Turn turn = new Turn(List.of(begin, open()), middle);
		this.figures.turns.add(turn);
		System.out.printf("%-50s open %.1f µs, signed in %.1f µs, ratio %.2f%n", this.app.peer().name(),
				turn.firstCost(), turn.secondCost(), turn.ratio());
		if (this.app.peer().isLatchkey()) {
			this.figures.length.add(Turn.of(this::open, this::carrying));
			this.figures.beyondLength.add(Turn.of(this::carrying, this::signedIn));
		}
	}

	private Sample open() throws IOException, InterruptedException {
		return Load.run(this.app, Endpoints.OPEN, List.of(), STRETCH);
	}

	/**
	 * Ask for what is open, with a credential that Latchkey does not read there. Most
	 * peers would.
	 */
	private Sample carrying() throws IOException, InterruptedException {
		return Load.run(this.app, Endpoints.OPEN, this.credentials, STRETCH);
	}

	private Sample signedIn() throws IOException, InterruptedException {
		return Load.run(this.app, Endpoints.CLOSED, this.credentials, STRETCH);
	}

	App app() {
		return this.app;
	}

	Peer peer() {
		return this.app.peer();
	}

	Figures figures() {
		return this.figures;
	}

	@Override
	public void close() {
		this.app.close();
		this.servers.close();
	}

}
