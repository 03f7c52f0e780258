package com.example.sso;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import dev.latchkey.harness.Guide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each test that {@code src/docs/openid-connect-checks.md} names is there.
 */
class OpenIdConnectChecksTests {

	private static final Guide GUIDE = Guide.of("src/docs/openid-connect-checks.md");

	@Test
	void namesTestsThatAreThere() throws Exception {
		List<MatchResult> named = Pattern.compile("`([A-Za-z.]+Tests|[A-Za-z.]+Contract)#(\\w+)`")
			.matcher(GUIDE.text())
			.results()
			.toList();
		assertThat(named).hasSizeGreaterThan(60);
		for (MatchResult test : named) {
			String type = test.group(1).contains(".") ? test.group(1) : "dev.latchkey.contract." + test.group(1);
			assertThat(Class.forName(type).getDeclaredMethods()).as(test.group())
				.filteredOn(OpenIdConnectChecksTests::isTest)
				.extracting(Method::getName)
				.contains(test.group(2));
		}
	}

	@Test
	void saysOfEachModuleWhatHoldsIt() {
		assertThat(GUIDE.text().lines().filter((line) -> line.startsWith("| `oidcc-"))).hasSize(51)
			.allMatch((line) -> line.contains("#") || line.contains("does not apply"));
	}

	private static boolean isTest(Method method) {
		return Arrays.stream(method.getAnnotations())
			.anyMatch((annotation) -> annotation.annotationType() == Test.class
					|| annotation.annotationType() == ParameterizedTest.class);
	}

}
