package dev.latchkey.harness;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.web.util.HtmlUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads just as much HTML as the tests need.
 */
final class Pages {

	private static final Pattern INPUT = Pattern.compile("<input\\b[^>]*>");

	private static final Pattern VALUE = Pattern.compile("\\bvalue=\"([^\"]*)\"");

	private Pages() {
	}

	static String hidden(Answer page, String name) {
		String input = INPUT.matcher(page.body())
			.results()
			.map((found) -> found.group())
			.filter((found) -> found.contains("name=\"" + name + "\""))
			.findFirst()
			.orElse("");
		Matcher value = VALUE.matcher(input);
		assertThat(value.find()).as("a field %s in %s", name, page).isTrue();
		return HtmlUtils.htmlUnescape(value.group(1));
	}

}
