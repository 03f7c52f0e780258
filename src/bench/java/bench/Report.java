package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

import bench.app.SpringSession;

/**
 * Writes what was measured as a page and as a chart.
 */
final class Report {

	private static final String HEAD = """
			# Beside its peers

			Written by `./mvnw -Pbench test -Dbench=peers`; what it does is at the end. Each row is an application in a
			JVM of its own. The load runs against two endpoints with the same answer: one for anybody, and one for whoever
			is signed in, behind the same filters. **The first of these is 1.0.** Compare ratios of one run: the raw
			figures are this machine's.

			![Processor time of a signed-in request, beside an open one](pictures/benchmark.svg)

			| | signed in : open | signed in, of Spring Session's | µs CPU open | µs CPU signed in | requests/s | p50 ms | p99 ms | Redis commands | SQL transactions |
			| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
			""";

	private static final String SIZES = """

			Commands and transactions are per signed-in request, as the servers count them; what an application does by
			itself meanwhile is in the count.

			| | start-up s | characters of the credential | bytes in Redis | logins/s |
			| --- | ---: | ---: | ---: | ---: |
			""";

	private static final String TAIL = """

			The bytes are for each session. Only Latchkey's logins check a password: on the same core nothing but the hash, Argon2id at the default
			cost, runs %.1f times a second, and Latchkey comes to %s of that. These rounds took turns as well, after
			logins whose hash costs next to nothing had warmed the rest of the way.

			## How it was measured

			%s. Java %s, %s. %s of heap for each server and the serial collector. Redis and PostgreSQL are real ones on
			the same machine. %d rounds; in each, every application has its turn at both endpoints; a figure is the median of the
			rounds. %d sessions take turns. Before that each application was under load until its figures settled, or for so many
			stretches at most: %d. The
			load comes from [wrk](https://github.com/wg/wrk), which has to be installed, over the loopback interface: 8 connections, each
			of which sends its next request when it has its answer, so latencies are those of a server with no time to spare. Start-up is until the first
			answer, with a new database.

			Settings, in `-Dbench.settings="…"`: `-Dlatchkey.bench.rounds=7`, `.stretch=3` (seconds), `.logins=8` (seconds, 0 for none), `.warm-ups=15` (at most), `.sessions=2000`,
			`.cores=1` (of the server), `.heap=1g`, `.recordings=` (a directory for a flight recording of each server), `.peers=` (a regular expression of names, such as `Latchkey.*`).
			""";

	private final Map<App, Figures> figures;

	private final double hashes;

	private final int rounds;

	private final int sessions;

	private final int warmUps;

	Report(Map<App, Figures> figures, double hashes, int rounds, int sessions, int warmUps) {
		this.figures = figures;
		this.hashes = hashes;
		this.rounds = rounds;
		this.sessions = sessions;
		this.warmUps = warmUps;
	}

	void write(Path directory) throws IOException {
		StringBuilder page = new StringBuilder(HEAD);
		double stock = this.figures.entrySet()
			.stream()
			.filter((each) -> each.getKey().peer().main() == SpringSession.class)
			.mapToDouble((each) -> Figures.median(each.getValue().signedIn, Sample::cpu))
			.findFirst()
			.orElse(Double.NaN);
		this.figures.forEach((app, each) -> page
			.append(format("| %s | **%.2f** | %.2f | %.1f | %.1f | %.0f | %.2f | %.2f | %.2f | %.2f |%n",
					app.peer().name(), each.ratio(), Figures.median(each.signedIn, Sample::cpu) / stock,
					Figures.median(each.open, Sample::cpu), Figures.median(each.signedIn, Sample::cpu),
					Figures.median(each.signedIn, Sample::perSecond), Figures.median(each.signedIn, Sample::median),
					Figures.median(each.signedIn, Sample::p99), (double) each.redisCommands / each.requests(),
					(double) each.transactions / each.requests())));
		page.append(SIZES);
		this.figures.forEach((app,
				each) -> page.append(format("| %s | %.1f | %.0f | %.0f | %s |%n", app.peer().name(), each.startUp,
						each.credentialLength, each.redisBytes,
						!each.logins.isEmpty() ? format("%.1f", each.loginsPerSecond()) : "")));
		page.append(format(TAIL, this.hashes, shares(), Cores.told(), Runtime.version().feature(),
				System.getProperty("os.name") + " " + System.getProperty("os.arch"), App.HEAP, this.rounds,
				this.sessions, this.warmUps));
		Files.createDirectories(directory.resolve("pictures"));
		Files.writeString(directory.resolve("benchmark.md"), page);
		Files.writeString(directory.resolve("pictures/benchmark.svg"), Chart.of(this.figures));
		System.out.println(page);
	}

	private String shares() {
		return String.join(" and ",
				this.figures.entrySet()
					.stream()
					.filter((each) -> !each.getValue().logins.isEmpty())
					.map((each) -> format("%.0f %%", 100 * each.getValue().loginsPerSecond() / this.hashes))
					.toList());
	}

	private static String format(String text, Object... values) {
		return String.format(Locale.ROOT, text, values);
	}

}
