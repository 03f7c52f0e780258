package dev.latchkey;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.latchkey.harness.Guide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The guide's table of defaults says what Spring Boot brings, in the version that is used
 * now, and what Latchkey made of it.
 */
class DefaultsGuideTests {

	private static final Pattern ROW = Pattern.compile("\\| `([a-z0-9.-]+)` \\| ([^|]+) \\| ([^|]+) \\| [^|]* \\|");

	private final List<Row> rows = Guide.of("src/docs/settings.md")
		.text()
		.lines()
		.map(ROW::matcher)
		.filter((row) -> row.matches())
		.map((row) -> new Row(row.group(1), row.group(2), row.group(3)))
		.toList();

	@Test
	void namesWhatSpringBootBrings() throws IOException {
		Map<String, JsonNode> brought = brought();
		assertThat(this.rows).hasSizeGreaterThan(30).allSatisfy((row) -> {
			JsonNode value = brought.get(row.name());
			boolean written = value != null && !value.isNull();
			assertThat(row.before()).as(row.name())
				.matches((text) -> written ? text.equals("`" + text(value) + "`")
						: !text.startsWith("`") || text.equals("`false`"));
		});
	}

	private static Map<String, JsonNode> brought() throws IOException {
		Map<String, JsonNode> brought = new HashMap<>();
		for (URL metadata : Collections.list(DefaultsGuideTests.class.getClassLoader()
			.getResources("META-INF/spring-configuration-metadata.json"))) {
			try (InputStream in = metadata.openStream()) {
				JsonMapper.shared()
					.readTree(in)
					.path("properties")
					.forEach((property) -> brought.put(property.get("name").asString(), property.path("defaultValue")));
			}
		}
		brought.values().removeIf(JsonNode::isMissingNode);
		return brought;
	}

	private static String text(JsonNode value) {
		return value.isArray() ? value.get(0).asString() : value.asString();
	}

	@Test
	void namesWhatLatchkeyMadeOfIt(@TempDir Path directory) {
		try (ConfigurableApplicationContext nothing = new SpringApplicationBuilder(Nothing.class)
			.web(WebApplicationType.NONE)
			.run("--latchkey.data-dir=" + directory, "--spring.main.banner-mode=off")) {
			assertThat(this.rows).allSatisfy((row) -> {
				String here = nothing.getEnvironment().getProperty(row.name());
				if (row.here().equals("same")) {
					assertThat(here).as(row.name()).isIn(null, row.before().replace("`", ""));
				}
				else {
					assertThat(row.here()).as(row.name()).isEqualTo("`" + here + "`");
				}
			});
		}
	}

	/**
	 * A line of the table.
	 *
	 * @param name the setting
	 * @param before what Spring Boot brings
	 * @param here what it is in Latchkey
	 */
	private record Row(String name, String before, String here) {
	}

	@Configuration(proxyBeanMethods = false)
	static class Nothing {

	}

}
