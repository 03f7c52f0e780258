package dev.latchkey.web;

import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.latchkey.audit.store.EventType;
import dev.latchkey.problem.ProblemExamples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/**
 * Every text for people is in the bundle of its area, in both languages, and used.
 */
class MessageBundlesTests {

	private static final String GERMAN = "_de";

	/** A text's name as a literal; one that ends in a dot stands for all below it. */
	private static final Pattern NAMES = Pattern.compile("['\"{]([a-z]+(?:\\.[A-Za-z0-9_-]+)+\\.?)(?=['\"(}])");

	/** What is another part of speech in German, by where it stands. */
	private static final Set<String> TWO_WAYS = Set.of("Set up", "Start again");

	private static final Pattern PLACES = Pattern.compile("\\{(\\d+)");

	static List<String> areas() {
		return MessageBundles.areas();
	}

	static List<Path> templates() {
		return MessageBundles.templates();
	}

	@Test
	void areAllListedInTheConfiguration() {
		assertThat(MessageBundles.files()).containsExactlyInAnyOrderElementsOf(
				areas().stream().flatMap((area) -> Stream.of(area, area + GERMAN)).toList());
	}

	@ParameterizedTest
	@MethodSource("areas")
	void saysTheSameInBothLanguages(String area) {
		TreeMap<String, String> english = MessageBundles.texts(area, "");
		TreeMap<String, String> german = MessageBundles.texts(area, GERMAN);
		assertThat(german.keySet()).isEqualTo(english.keySet());
		english.forEach((name, text) -> {
			assertThat(name).startsWith(area + ".");
			assertThat(text).as(name).isNotBlank();
			assertThat(german.get(name)).as(name).isNotBlank();
			assertThat(places(german.get(name))).as(name).isEqualTo(places(text));
		});
	}

	@Test
	void callOneThingByOneNameInGermanToo() {
		Map<String, Set<String>> german = new TreeMap<>();
		areas().forEach((area) -> {
			TreeMap<String, String> translated = MessageBundles.texts(area, GERMAN);
			MessageBundles.texts(area, "")
				.forEach((name, text) -> german.computeIfAbsent(text, (english) -> new TreeSet<>())
					.add(Objects.requireNonNull(translated.get(name))));
		});
		german.keySet().removeAll(TWO_WAYS);
		assertThat(german.entrySet()).isNotEmpty().allMatch((names) -> names.getValue().size() == 1);
	}

	@ParameterizedTest
	@MethodSource("areas")
	void canBeFormatted(String area) {
		for (String language : List.of("", GERMAN)) {
			MessageBundles.texts(area, language).forEach((name, text) -> {
				// an apostrophe of a typewriter quotes what follows, in texts with places
				// only
				assertThat(text).as(name).doesNotContain("'").doesNotContain("\"");
				assertThatCode(() -> new MessageFormat(text, Locale.ENGLISH)).as(name).doesNotThrowAnyException();
			});
		}
	}

	@Test
	void areUsedAndThere() {
		Set<String> used = used(MessageBundles.sources());
		Set<String> there = areas().stream()
			.flatMap((area) -> MessageBundles.texts(area, "").keySet().stream())
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(there).as("each text is used")
			.allMatch((name) -> used.stream().anyMatch((use) -> isMeant(use, name)));
		Set<String> templates = new TreeSet<>();
		templates().forEach((template) -> templates
			.addAll(named(Pattern.compile("#\\{([a-z][A-Za-z0-9._-]*)[({}]"), MessageBundles.read(template))));
		assertThat(templates).as("each text that a template names is there").allMatch(there::contains);
	}

	@Test
	void haveATitleForEachEvent() {
		Set<String> titles = MessageBundles.texts("events", GERMAN).keySet();
		assertThat(EventType.values()).allMatch((type) -> titles.contains("events.type." + type.code()));
	}

	@Test
	void haveATitleForEachProblem() {
		Set<String> titles = MessageBundles.texts("problem", GERMAN).keySet();
		assertThat(ProblemExamples.all().keySet())
			.allMatch((problem) -> titles.contains("problem.title." + problem.split(" ")[1]));
	}

	@ParameterizedTest
	@MethodSource("templates")
	void areNotInATemplate(Path template) {
		assertThat(TemplateTexts.of(template)).isEmpty();
	}

	private static Set<String> used(String sources) {
		return named(NAMES, sources);
	}

	private static Set<String> named(Pattern pattern, String text) {
		Matcher matcher = pattern.matcher(text);
		return matcher.results().map((MatchResult found) -> found.group(1)).collect(Collectors.toSet());
	}

	private static boolean isMeant(String use, String name) {
		return use.endsWith(".") ? name.startsWith(use) : name.equals(use);
	}

	private static Set<String> places(String text) {
		return named(PLACES, text);
	}

}
