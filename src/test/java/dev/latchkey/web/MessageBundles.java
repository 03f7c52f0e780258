package dev.latchkey.web;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The texts for people as files: the areas that the configuration lists, the texts of
 * each in each language, and the sources that use them.
 */
final class MessageBundles {

	static final Path TEMPLATES = Path.of("src/main/resources/templates");

	private static final Path RESOURCES = Path.of("src/main/resources");

	private static final Pattern BASENAMES = Pattern.compile("basename: >-\\s+(\\S+)");

	private MessageBundles() {
	}

	/**
	 * Return the areas, as the configuration lists their bundles.
	 */
	static List<String> areas() {
		Matcher listed = BASENAMES.matcher(read(RESOURCES.resolve("application.yml")));
		if (!listed.find()) {
			throw new IllegalStateException("the configuration lists no bundles");
		}
		return Arrays.stream(listed.group(1).split(",")).map((name) -> name.substring("messages/".length())).toList();
	}

	/**
	 * Return the texts of an area.
	 * @param suffix of the file's name: empty for English, {@code _de} for German
	 */
	static TreeMap<String, String> texts(String area, String suffix) {
		Properties texts = new Properties();
		try (Reader file = Files
			.newBufferedReader(RESOURCES.resolve("messages").resolve(area + suffix + ".properties"))) {
			texts.load(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		TreeMap<String, String> sorted = new TreeMap<>();
		texts.stringPropertyNames().forEach((name) -> sorted.put(name, texts.getProperty(name)));
		return sorted;
	}

	/**
	 * Return the files that are there, by their names without the suffix of a file.
	 */
	static List<String> files() {
		return files(RESOURCES.resolve("messages"), ".properties").stream()
			.map((file) -> file.getFileName().toString().replace(".properties", ""))
			.toList();
	}

	static List<Path> templates() {
		return files(TEMPLATES, ".html");
	}

	/**
	 * Return the text of all that may name a text: templates, and code.
	 */
	static String sources() {
		StringBuilder all = new StringBuilder();
		Stream.concat(files(TEMPLATES, "").stream(), files(Path.of("src/main/java"), ".java").stream())
			.forEach((file) -> all.append(read(file)).append('\n'));
		return all.toString();
	}

	static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<Path> files(Path directory, String suffix) {
		try (Stream<Path> all = Files.walk(directory)) {
			return all.filter(Files::isRegularFile)
				.filter((file) -> file.toString().endsWith(suffix))
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
