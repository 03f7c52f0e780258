package com.example.sso;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.latchkey.harness.Guide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each test that the tables of checks name is there.
 */
class NamedChecksTests {

	private static final Guide OPEN_ID_CONNECT = Guide.of("src/docs/openid-connect-checks.md");

	private static final Guide AUTHENTICATION = Guide.of("src/docs/authentication-checks.md");

	@ParameterizedTest
	@CsvSource({ "src/docs/openid-connect-checks.md, 60", "src/docs/authentication-checks.md, 30" })
	void namesTestsThatAreThere(String page, int least) throws Exception {
		List<MatchResult> named = Pattern.compile("`([A-Za-z.]+Tests|[A-Za-z.]+Contract)#(\\w+)`")
			.matcher(Guide.of(page).text())
			.results()
			.toList();
		assertThat(named).hasSizeGreaterThan(least);
		for (MatchResult test : named) {
			assertThat(typesOf(test.group(1)).flatMap((type) -> Arrays.stream(type.getDeclaredMethods())))
				.as(test.group())
				.filteredOn(NamedChecksTests::isTest)
				.extracting(Method::getName)
				.contains(test.group(2));
		}
	}

	@Test
	void saysOfEachModuleWhatHoldsIt() {
		assertThat(OPEN_ID_CONNECT.text().lines().filter((line) -> line.startsWith("| `oidcc-"))).hasSize(51)
			.allMatch((line) -> line.contains("#") || line.contains("does not apply"));
	}

	/** What RFC 9700 recommends to a provider, and each attack that it names. */
	@Test
	void saysOfEachRecommendationWhatHoldsIt() {
		List<String> rows = OPEN_ID_CONNECT.text().lines().filter((line) -> line.matches("\\| [24]\\..*")).toList();
		assertThat(rows)
			.allMatch((line) -> line.contains("#") || line.contains("not offered") || line.contains("does not apply"));
		assertThat(rows.stream().flatMap((line) -> Stream.of(line.split(" \\| ")[0].substring(2).split(", "))))
			.containsExactlyInAnyOrderElementsOf(Stream
				.concat(Stream.of("2.1", "2.1.1", "2.1.2", "2.2.1", "2.2.2", "2.3", "2.4", "2.5", "2.6"),
						IntStream.rangeClosed(1, 17).mapToObj((attack) -> "4." + attack))
				.toList());
	}

	@Test
	void saysOfEachRequirementWhatHoldsIt() {
		assertThat(AUTHENTICATION.text().lines().filter((line) -> line.matches("\\| 6\\.\\d.*"))).hasSize(32)
			.allMatch((line) -> line.contains("#") || line.contains("not apply") || line.contains("met in part")
					|| line.contains("the table above") || line.startsWith("| 6.1.2"));
	}

	private static Stream<Class<?>> typesOf(String name) throws ClassNotFoundException {
		Class<?> type = Class.forName(name.contains(".") ? name : "dev.latchkey.contract." + name);
		return Stream.concat(Stream.of(type), Arrays.stream(type.getDeclaredClasses()));
	}

	private static boolean isTest(Method method) {
		return Arrays.stream(method.getAnnotations())
			.anyMatch((annotation) -> annotation.annotationType() == Test.class
					|| annotation.annotationType() == ParameterizedTest.class);
	}

}
