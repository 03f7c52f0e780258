import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Measures how the code reads, as a table with a column for each directory that is given:
 *
 * <pre>
 * java src/docs/House.java                     # this tree
 * java src/docs/House.java ../before .         # two trees, side by side
 * java src/docs/House.java --list .            # and what was counted, by name
 * </pre>
 *
 * It reads text and not bytecode, so that it runs on any commit. It counts top-level types in
 * {@code src/main/java}, without {@code package-info}.
 */
class House {

	/** What everything else stands on: these packages must not call back. */
	private static final Pattern GROUND = Pattern.compile("dev\\.latchkey\\.(account|application|client|crypto"
			+ "|datastore|factor|grant|key|mail|notice|oauth|password|revocation|role|session|text|throttle)(\\..*)?");

	/** A word and nothing else, such as {@code Gate}. */
	private static final Pattern ONE_WORD = Pattern.compile("[A-Z][a-z0-9]+");

	private static final Pattern TYPE = Pattern
		.compile("(?m)^(public )?((?:abstract |final |sealed |non-sealed )*)(class|interface|enum|record|@interface) (\\w+)");

	/** A member of a top-level type that others can call, up to its parameters' end. */
	private static final Pattern METHOD = Pattern
		.compile("(?m)^\\t(?!private |return |throw |new |else )((?:[\\w<>,.?\\[\\]@]+\\s+)+)(\\w+)\\(([^;{}]*?)\\)[^;{}()]*[{;]");

	private static final Pattern FUNCTION = Pattern.compile("\\b(\\w*(Supplier|Function|Consumer|Predicate|Operator)"
			+ "|Runnable|Callable|TransactionCallback)(<|\\s+\\w)");

	/** A text that is a path of Latchkey's, or the first part of one. */
	private static final Pattern PATH = Pattern.compile("\"/?(api|login|logout|password|devices|admin|assets|continue"
			+ "|forward-auth|oauth2|\\.well-known|actuator|error|swagger-ui|v3)(/[^\"]*)?\"");

	private static final Pattern TEXT_OR_COMMENT = Pattern
		.compile("(?s)\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\])'|/\\*.*?\\*/|//[^\n]*");

	private static final int LONG = 150;

	private static final int PATHS_OF_A_TABLE = 2;

	public static void main(String[] arguments) throws IOException {
		List<String> roots = new ArrayList<>(List.of(arguments));
		boolean list = roots.remove("--list");
		if (roots.isEmpty()) {
			roots.add(".");
		}
		List<Map<String, Measure>> columns = new ArrayList<>();
		for (String root : roots) {
			columns.add(measure(Path.of(root)));
		}
		System.out.println("| | " + String.join(" | ", roots) + " |");
		System.out.println("| --- |" + " ---: |".repeat(roots.size()));
		for (String row : columns.get(0).keySet()) {
			System.out.println("| " + row + " | "
					+ columns.stream().map((column) -> column.get(row).value()).collect(Collectors.joining(" | ")) + " |");
		}
		if (list) {
			columns.get(columns.size() - 1)
				.forEach((row, measure) -> System.out.println("\n" + row + ":\n  " + String.join("\n  ", measure.what())));
		}
	}

	private static Map<String, Measure> measure(Path root) throws IOException {
		List<Source> sources;
		try (Stream<Path> files = Files.walk(root.resolve("src/main/java"))) {
			sources = files.filter((file) -> file.toString().endsWith(".java") && !file.endsWith("package-info.java"))
				.sorted()
				.map(Source::read)
				.toList();
		}
		Map<String, Measure> rows = new LinkedHashMap<>();
		rows.put("types", new Measure(sources.size() + "", List.of()));
		rows.put("names of one word", count(sources.stream().filter((type) -> ONE_WORD.matcher(type.name()).matches())
			.map(Source::name)
			.toList()));
		Map<String, Long> packages = sources.stream()
			.collect(Collectors.groupingBy(Source::room, TreeMap::new, Collectors.counting()));
		List<Long> sizes = packages.values().stream().sorted().toList();
		rows.put("packages", new Measure(packages.size() + "", List.of()));
		rows.put("files per package: median, most",
				new Measure(sizes.get(sizes.size() / 2) + ", " + sizes.get(sizes.size() - 1),
						packages.entrySet().stream().map((room) -> room.getValue() + " " + room.getKey()).toList()));
		rows.put("files over 150 lines", count(sources.stream()
			.filter((file) -> file.lines() > LONG)
			.map((file) -> file.lines() + " " + file.name())
			.toList()));
		long hidden = sources.stream().filter((file) -> !file.open()).count();
		rows.put("package-private types", new Measure(Math.round(100.0 * hidden / sources.size()) + " %", List.of()));
		rows.put("places that hold the URL space", count(sources.stream()
			.filter((file) -> file.paths().size() >= PATHS_OF_A_TABLE)
			.map((file) -> file.name() + " " + file.paths())
			.toList()));
		rows.put("callbacks handed down", count(sources.stream()
			.filter((file) -> GROUND.matcher(file.room()).matches())
			.flatMap((file) -> file.callbacks().stream().map((method) -> file.name() + "." + method))
			.toList()));
		return rows;
	}

	private static Measure count(List<String> what) {
		return new Measure(what.size() + "", what);
	}

	/**
	 * A cell of the table, and what was counted for it.
	 */
	private record Measure(String value, List<String> what) {
	}

	/**
	 * A file with its one top-level type.
	 */
	private record Source(String room, String name, boolean open, long lines, List<String> paths,
			List<String> callbacks) {

		static Source read(Path file) {
			try {
				String text = Files.readString(file);
				// what looks like a comment in a text is none
				String code = TEXT_OR_COMMENT.matcher(text)
					.replaceAll((found) -> Matcher.quoteReplacement(found.group().startsWith("/") ? "" : found.group()));
				Matcher type = TYPE.matcher(code);
				Matcher room = Pattern.compile("(?m)^package ([\\w.]+);").matcher(code);
				if (!type.find() || !room.find()) {
					throw new IllegalStateException("no type in " + file);
				}
				return new Source(room.group(1), type.group(4), type.group(1) != null, text.lines().count(),
						paths(code), callbacks(type.group(4), code));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		/**
		 * A controller says which paths are its own; any other type that names several
		 * keeps a table of them.
		 */
		private static List<String> paths(String code) {
			return code.contains("Mapping(") ? List.of()
					: PATH.matcher(code).results().map((path) -> path.group()).distinct().toList();
		}

		private static List<String> callbacks(String type, String code) {
			return METHOD.matcher(code.replaceAll("\"(\\\\.|[^\"\\\\])*\"", "\"\""))
				.results()
				.filter((method) -> !method.group(2).equals(type) && !method.group(1).contains("private "))
				.flatMap((method) -> FUNCTION.matcher(method.group(3))
					.results()
					.map((parameter) -> method.group(2) + "(" + parameter.group(1) + ")"))
				.toList();
		}

	}

}
