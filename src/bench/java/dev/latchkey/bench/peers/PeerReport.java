package dev.latchkey.bench.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.latchkey.bench.app.SpringSession;
import dev.latchkey.bench.load.DataServers;
import dev.latchkey.bench.load.HttpLoad;
import dev.latchkey.bench.load.LoadSample;
import dev.latchkey.bench.load.LoadTurn;
import dev.latchkey.bench.load.MachineDescription;
import dev.latchkey.bench.load.MeasuredApplication;
import dev.latchkey.bench.load.Spread;
import dev.latchkey.bench.load.WarmUp;
import dev.latchkey.bench.page.PageTemplate;
import org.jspecify.annotations.Nullable;

/**
 * Writes what was measured as a page and as a chart.
 */
final class PeerReport {

	private final List<ComparedPeer> subjects;

	private final @Nullable BareHashRates hashes;

	private final int rounds;

	PeerReport(List<ComparedPeer> subjects, @Nullable BareHashRates hashes, int rounds) {
		this.subjects = subjects;
		this.hashes = hashes;
		this.rounds = rounds;
	}

	void write(Path directory) throws IOException {
		Files.createDirectories(directory.resolve("pictures"));
		Files.writeString(directory.resolve("benchmark.md"), page());
		Files.writeString(directory.resolve("pictures/benchmark.svg"), PeerChart.of(this.subjects));
	}

	String page() {
		return new PageTemplate("benchmark.md").fill(Map.ofEntries(Map.entry("counted", DataServers.counted()),
				Map.entry("requests", rows(this.subjects.stream(), this::requests)),
				Map.entry("lengths", rows(latchkey(), PeerReport::lengths)),
				Map.entry("questions", rows(latchkey(), PeerReport::questions)),
				Map.entry("applications", rows(latchkey(), PeerReport::applications)),
				Map.entry("sizes", rows(this.subjects.stream(), PeerReport::sizes)), Map.entry("logins", logins()),
				Map.entry("leastRequests", WarmUp.REQUESTS), Map.entry("patience", WarmUp.LONGEST.toSeconds()),
				Map.entry("warmUps", rows(this.subjects.stream(), PeerReport::warmUp)),
				Map.entry("machine", MachineDescription.told()), Map.entry("heap", MeasuredApplication.HEAP),
				Map.entry("rounds", this.rounds), Map.entry("stretch", HttpLoad.STRETCH.toSeconds()),
				Map.entry("sessions", ComparedPeer.SESSIONS), Map.entry("connections", HttpLoad.CONNECTIONS),
				Map.entry("loginSeconds", LoginComparison.LENGTH.toSeconds())));
	}

	private String logins() {
		if (this.hashes == null) {
			return "";
		}
		Spread told = this.hashes.told();
		Spread untold = this.hashes.untold();
		return new PageTemplate("logins.md")
			.fill(Map.of("hashesBesideLogins", this.hashes.besideLogins(), "rows", rows(latchkey(), PeerReport::logins),
					"jvms", BareHashRates.JVMS, "told", told.median(), "toldLow", told.low(), "toldHigh", told.high(),
					"untold", untold.median(), "untoldLow", untold.low(), "untoldHigh", untold.high()));
	}

	private static String rows(Stream<ComparedPeer> subjects, Function<ComparedPeer, String> row) {
		return subjects.map(row).collect(Collectors.joining("\n"));
	}

	private String requests(ComparedPeer subject) {
		PeerFigures figures = subject.figures();
		Spread ratio = figures.ratio();
		return format("| %s | **%.2f** | %s | %s | %.1f | %.1f | %.0f | %.2f | %.2f | %.2f | %.2f |",
				subject.peer().name(), ratio.median(), ratio.ends(),
				stock().map((stock) -> format("%.2f", figures.beside(stock.figures()))).orElse(""), figures.open(),
				Spread.median(figures.turns.stream().mapToDouble(LoadTurn::secondCost)),
				figures.signedIn(LoadSample::perSecond), figures.signedIn(LoadSample::median),
				figures.signedIn(LoadSample::p99), figures.perRequest(figures.redisCommands),
				figures.perRequest(figures.statements));
	}

	private Optional<ComparedPeer> stock() {
		return this.subjects.stream().filter((subject) -> subject.peer().main() == SpringSession.class).findFirst();
	}

	private Stream<ComparedPeer> latchkey() {
		return this.subjects.stream().filter((subject) -> subject.peer().isLatchkey());
	}

	private static String lengths(ComparedPeer subject) {
		Spread length = PeerFigures.ratio(subject.figures().length);
		Spread beyond = PeerFigures.ratio(subject.figures().beyondLength);
		return format("| %s | **%.2f** | %s | **%.2f** | %s |", subject.peer().name(), length.median(), length.ends(),
				beyond.median(), beyond.ends());
	}

	private static String questions(ComparedPeer subject) {
		List<LoadTurn> turns = subject.figures().questions;
		Spread ratio = PeerFigures.ratio(turns);
		return format("| %s | **%.2f** | %s | %.1f | %.1f |", subject.peer().name(), ratio.median(), ratio.ends(),
				Spread.median(turns.stream().mapToDouble(LoadTurn::firstCost)),
				Spread.median(turns.stream().mapToDouble(LoadTurn::secondCost)));
	}

	private static String applications(ComparedPeer subject) {
		PeerFigures figures = subject.figures();
		Spread ratio = PeerFigures.ratio(figures.userinfo);
		Spread refreshes = Spread.quartiles(figures.refreshes.stream().mapToDouble(LoadSample::perSecond));
		return format("| %s | **%.2f** | %s | %.0f | %s | %.0f |", subject.peer().name(), ratio.median(), ratio.ends(),
				refreshes.median(), format("%.0f–%.0f", refreshes.low(), refreshes.high()),
				Spread.median(figures.refreshes.stream().mapToDouble(LoadSample::cpu)));
	}

	private static String sizes(ComparedPeer subject) {
		PeerFigures figures = subject.figures();
		return format("| %s | %.1f | %s | %.0f | %.0f | %.0f |", subject.peer().name(), figures.start,
				Double.isNaN(figures.firstStart) ? "" : format("%.1f", figures.firstStart), figures.credentialLength,
				figures.redisBytes, figures.heapBytes);
	}

	private static String logins(ComparedPeer subject) {
		PeerFigures figures = subject.figures();
		Spread share = Spread
			.extremes(figures.shares.stream().mapToDouble((each) -> 100 * each));
		return format("| %s | %.1f | %.0f %% | %.0f–%.0f %% | %.0f |", subject.peer().name(),
				Spread.median(figures.logins.stream().mapToDouble(Double::doubleValue)), share.median(), share.low(),
				share.high(), Spread.median(figures.cheapLogins.stream().mapToDouble(Double::doubleValue)));
	}

	private static String warmUp(ComparedPeer subject) {
		PeerFigures figures = subject.figures();
		return format("| %s | %,d | %,d | %s |", subject.peer().name(), figures.warmUp.get(0), figures.warmUp.get(1),
				figures.settled ? "yes" : "**no**");
	}

	private static String format(String text, Object... values) {
		return String.format(Locale.ROOT, text, values);
	}

}
