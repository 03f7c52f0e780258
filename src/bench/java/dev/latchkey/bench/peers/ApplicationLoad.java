package dev.latchkey.bench.peers;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.latchkey.bench.load.HttpLoad;
import dev.latchkey.bench.load.LoadSample;
import dev.latchkey.bench.load.LoadTurn;
import dev.latchkey.bench.load.MeasuredApplication;
import dev.latchkey.bench.load.OpenIdApplication;
import dev.latchkey.bench.load.OpenIdApplication.Tokens;

/**
 * What an application asks for that speaks OpenID Connect: tokens for its refresh tokens,
 * each once, since a second time is answered without a write; and who they are of.
 */
final class ApplicationLoad {

	private final MeasuredApplication app;

	private final List<String[]> credentials;

	private List<Tokens> tokens = new ArrayList<>();

	ApplicationLoad(MeasuredApplication app, List<String[]> credentials) throws IOException, InterruptedException {
		this.app = app;
		this.credentials = credentials;
		for (String[] credential : credentials) {
			this.tokens.add(OpenIdApplication.signIn(app, credential));
		}
	}

	/**
	 * Refresh all, and compare the question who they are of with Latchkey's own.
	 */
	void turn(PeerFigures figures) throws Exception {
		figures.refreshes.add(refresh());
		// each token is verified once, as those for the other question have been
		each(OpenIdApplication::ask);
		figures.userinfo.add(LoadTurn.of(this::me, this::userinfo));
	}

	LoadSample userinfo() throws IOException, InterruptedException {
		return HttpLoad.run(this.app, OpenIdApplication.USERINFO,
				this.tokens.stream()
					.map((each) -> new String[] { "Authorization", "Bearer " + each.access() })
					.toList(),
				HttpLoad.STRETCH);
	}

	private LoadSample me() throws IOException, InterruptedException {
		return HttpLoad.run(this.app, "/api/me", this.credentials, HttpLoad.STRETCH);
	}

	LoadSample refresh() throws Exception {
		Duration cpu = this.app.cpu();
		long begin = System.nanoTime();
		List<Tokens> next = each(OpenIdApplication::refresh);
		double seconds = (System.nanoTime() - begin) / 1e9;
		this.tokens = next;
		return new LoadSample(next.size(), seconds, this.app.cpu().minus(cpu).toNanos() / 1e3 / next.size(), Double.NaN,
				Double.NaN);
	}

	private List<Tokens> each(Request request) throws Exception {
		ExecutorService clients = Executors.newFixedThreadPool(Integer.parseInt(HttpLoad.CONNECTIONS));
		try {
			List<Callable<Tokens>> work = new ArrayList<>();
			for (Tokens each : this.tokens) {
				work.add(() -> request.send(this.app, each));
			}
			List<Tokens> answers = new ArrayList<>();
			for (Future<Tokens> each : clients.invokeAll(work)) {
				answers.add(each.get());
			}
			return answers;
		}
		finally {
			clients.shutdown();
		}
	}

	@FunctionalInterface
	private interface Request {

		Tokens send(MeasuredApplication app, Tokens tokens) throws IOException, InterruptedException;

	}

}
