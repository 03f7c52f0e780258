package dev.latchkey.bench.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.latchkey.bench.app.Endpoints;
import dev.latchkey.bench.load.DataServers;
import dev.latchkey.bench.load.HttpLoad;
import dev.latchkey.bench.load.LoadSample;
import dev.latchkey.bench.load.LoadTurn;
import dev.latchkey.bench.load.MeasuredApplication;
import dev.latchkey.bench.load.Peer;
import dev.latchkey.bench.load.Spread;
import dev.latchkey.bench.load.WarmUp;
import org.jspecify.annotations.Nullable;

/**
 * One application that is compared, with its servers and what was found of it.
 */
final class ComparedPeer implements AutoCloseable {

	static final int SESSIONS = Integer.getInteger("latchkey.bench.sessions", 2000);

	private final PeerFigures figures = new PeerFigures();

	private final DataServers servers = new DataServers();

	private final List<String[]> credentials = new ArrayList<>();

	private final List<String[]> questions = new ArrayList<>();

	private final MeasuredApplication app;

	private @Nullable ApplicationLoad application;

	private long redisBefore;

	private long heapBefore;

	ComparedPeer(Peer peer, int port, Path log) throws Exception {
		List<String> settings = this.servers.settings(peer);
		if (peer.isLatchkey()) {
			try (MeasuredApplication first = new MeasuredApplication(peer, port, settings, log)) {
				this.figures.firstStart = seconds(first);
			}
		}
		List<Double> starts = new ArrayList<>();
		for (int i = 1; i < MeasuredApplication.STARTS; i++) {
			try (MeasuredApplication other = new MeasuredApplication(peer, port, settings, log)) {
				starts.add(seconds(other));
			}
		}
		this.app = new MeasuredApplication(peer, port, settings, log);
		starts.add(seconds(this.app));
		this.figures.start = Spread.median(starts.stream().mapToDouble(Double::doubleValue));
		System.out.printf("%s: starts in %.1f s%n", peer.name(), this.figures.start);
		this.app.prepare(this.servers.database());
		this.app.check();
	}

	private static double seconds(MeasuredApplication app) {
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
		if (this.app.peer().isLatchkey()) {
			for (String[] credential : this.credentials) {
				this.questions.add(this.app.enter(credential));
			}
			this.application = new ApplicationLoad(this.app, this.credentials);
		}
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
		if (this.app.peer().isLatchkey()) {
			WarmUp.of(WarmUp.REQUESTS, this::me, this::asked);
		}
		if (this.application != null) {
			WarmUp.of(SESSIONS, this.application::refresh);
			WarmUp.of(WarmUp.REQUESTS, this.application::userinfo);
		}
		this.figures.settled = warmUp.settled();
		this.figures.warmUp = warmUp.requests();
	}

	void turn() throws Exception {
		LoadSample begin = open();
		long commands = this.servers.commands();
		long statements = this.servers.statements();
		List<LoadSample> middle = List.of(signedIn(), signedIn());
		this.figures.redisCommands += this.servers.commands() - commands;
		this.figures.statements += this.servers.statements() - statements;
		LoadTurn turn = new LoadTurn(List.of(begin, open()), middle);
		this.figures.turns.add(turn);
		System.out.printf("%-50s open %.1f µs, signed in %.1f µs, ratio %.2f%n", this.app.peer().name(),
				turn.firstCost(), turn.secondCost(), turn.ratio());
		if (this.app.peer().isLatchkey()) {
			this.figures.length.add(LoadTurn.of(this::open, this::carrying));
			this.figures.beyondLength.add(LoadTurn.of(this::carrying, this::signedIn));
			this.figures.questions.add(LoadTurn.of(this::me, this::asked));
		}
		if (this.application != null) {
			this.application.turn(this.figures);
		}
	}

	private LoadSample open() throws IOException, InterruptedException {
		return HttpLoad.run(this.app, Endpoints.OPEN, List.of(), HttpLoad.STRETCH);
	}

	/**
	 * Ask for what is open, with a credential that Latchkey does not read there. Most
	 * peers would.
	 */
	private LoadSample carrying() throws IOException, InterruptedException {
		return HttpLoad.run(this.app, Endpoints.OPEN, this.credentials, HttpLoad.STRETCH);
	}

	private LoadSample signedIn() throws IOException, InterruptedException {
		return HttpLoad.run(this.app, Endpoints.CLOSED, this.credentials, HttpLoad.STRETCH);
	}

	private LoadSample me() throws IOException, InterruptedException {
		return HttpLoad.run(this.app, "/api/me", this.credentials, HttpLoad.STRETCH);
	}

	/**
	 * Ask as a proxy does, with host credentials of the same sessions.
	 */
	private LoadSample asked() throws IOException, InterruptedException {
		return HttpLoad.run(this.app, MeasuredApplication.QUESTION, this.questions, HttpLoad.STRETCH);
	}

	MeasuredApplication app() {
		return this.app;
	}

	Peer peer() {
		return this.app.peer();
	}

	PeerFigures figures() {
		return this.figures;
	}

	@Override
	public void close() {
		this.app.close();
		this.servers.close();
	}

}
