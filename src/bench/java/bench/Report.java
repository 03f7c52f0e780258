package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import bench.app.SpringSession;
import org.jspecify.annotations.Nullable;

/**
 * Writes what was measured as a page and as a chart.
 */
final class Report {

	private final List<Subject> subjects;

	private final @Nullable Hashes hashes;

	private final int rounds;

	private final StringBuilder page = new StringBuilder();

	Report(List<Subject> subjects, @Nullable Hashes hashes, int rounds) {
		this.subjects = subjects;
		this.hashes = hashes;
		this.rounds = rounds;
	}

	void write(Path directory) throws IOException {
		Files.createDirectories(directory.resolve("pictures"));
		Files.writeString(directory.resolve("benchmark.md"), page());
		Files.writeString(directory.resolve("pictures/benchmark.svg"), Chart.of(this.subjects));
	}

	String page() {
		this.page.setLength(0);
		append(Prose.HEAD, Servers.counted());
		this.subjects.forEach(this::requests);
		append(Prose.LENGTH);
		latchkey().forEach(this::length);
		append(Prose.SIZES);
		this.subjects.forEach(this::sizes);
		append(Prose.BYTES);
		if (this.hashes != null) {
			append(Prose.LOGINS, this.hashes.besideLogins());
			latchkey().forEach(this::logins);
			Spread told = this.hashes.told();
			Spread untold = this.hashes.untold();
			append(Prose.LUCK, Hashes.JVMS, told.median(), told.low(), told.high(), untold.median(), untold.low(),
					untold.high());
		}
		append(Prose.WARM, WarmUp.REQUESTS, WarmUp.LONGEST.toSeconds());
		this.subjects.forEach(this::warmUp);
		append(Prose.NOTES);
		append(Prose.TAIL, Machine.told(), App.HEAP, this.rounds, Subject.STRETCH.toSeconds(), Subject.SESSIONS,
				Load.CONNECTIONS, Logins.LENGTH.toSeconds());
		return this.page.toString();
	}

	private void requests(Subject subject) {
		Figures figures = subject.figures();
		Spread ratio = figures.ratio();
		append("| %s | **%.2f** | %s | %s | %.1f | %.1f | %.0f | %.2f | %.2f | %.2f | %.2f |%n", subject.peer().name(),
				ratio.median(), ratio.ends(),
				stock().map((stock) -> format("%.2f", figures.beside(stock.figures()))).orElse(""), figures.open(),
				Spread.median(figures.turns.stream().mapToDouble(Turn::secondCost)),
				figures.signedIn(Sample::perSecond), figures.signedIn(Sample::median), figures.signedIn(Sample::p99),
				figures.perRequest(figures.redisCommands), figures.perRequest(figures.statements));
	}

	private Optional<Subject> stock() {
		return this.subjects.stream().filter((subject) -> subject.peer().main() == SpringSession.class).findFirst();
	}

	private Stream<Subject> latchkey() {
		return this.subjects.stream().filter((subject) -> subject.peer().isLatchkey());
	}

	private void length(Subject subject) {
		Spread length = Figures.ratio(subject.figures().length);
		Spread beyond = Figures.ratio(subject.figures().beyondLength);
		append("| %s | **%.2f** | %s | **%.2f** | %s |%n", subject.peer().name(), length.median(), length.ends(),
				beyond.median(), beyond.ends());
	}

	private void sizes(Subject subject) {
		Figures figures = subject.figures();
		append("| %s | %.1f | %s | %.0f | %.0f | %.0f |%n", subject.peer().name(), figures.start,
				Double.isNaN(figures.firstStart) ? "" : format("%.1f", figures.firstStart), figures.credentialLength,
				figures.redisBytes, figures.heapBytes);
	}

	private void logins(Subject subject) {
		Figures figures = subject.figures();
		Spread share = Spread
			.extremes(figures.shares.stream().mapToDouble((each) -> 100 * each));
		append("| %s | %.1f | %.0f %% | %.0f–%.0f %% | %.0f |%n", subject.peer().name(),
				Spread.median(figures.logins.stream().mapToDouble(Double::doubleValue)), share.median(), share.low(),
				share.high(), Spread.median(figures.cheapLogins.stream().mapToDouble(Double::doubleValue)));
	}

	private void warmUp(Subject subject) {
		Figures figures = subject.figures();
		append("| %s | %,d | %,d | %s |%n", subject.peer().name(), figures.warmUp.get(0), figures.warmUp.get(1),
				figures.settled ? "yes" : "**no**");
	}

	private void append(String text, Object... values) {
		this.page.append(format(text, values));
	}

	private static String format(String text, Object... values) {
		return String.format(Locale.ROOT, text, values);
	}

}
