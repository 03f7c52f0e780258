package dev.latchkey.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.latchkey.harness.Guide;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A block of YAML of {@code src/docs/forward-auth.md}, as flat as properties are.
 *
 * @param values the values by their paths, in the page's order
 */
record PageYaml(Map<String, String> values) {

	/**
	 * Read the block that begins with a line.
	 * @param first the first line
	 */
	static PageYaml beginningWith(String first) {
		String block = Guide.of("src/docs/forward-auth.md")
			.blocks("yaml")
			.stream()
			.filter((yaml) -> yaml.startsWith(first + "\n"))
			.findFirst()
			.orElseThrow();
		Map<String, String> values = new LinkedHashMap<>();
		try {
			for (PropertySource<?> source : new YamlPropertySourceLoader().load("page",
					new ByteArrayResource(block.getBytes(StandardCharsets.UTF_8)))) {
				for (String name : ((EnumerablePropertySource<?>) source).getPropertyNames()) {
					values.put(name, String.valueOf(source.getProperty(name)));
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new PageYaml(values);
	}

	/**
	 * Return the only value whose path ends so.
	 */
	String only(String end) {
		List<String> found = this.values.entrySet()
			.stream()
			.filter((value) -> value.getKey().endsWith(end))
			.map(Map.Entry::getValue)
			.toList();
		assertThat(found).as(end).hasSize(1);
		return found.get(0);
	}

	/**
	 * Return the values of a list.
	 * @param list the end of its path
	 * @param member the path from an element to the value
	 */
	List<String> all(String list, String member) {
		return IntStream.range(0, 100)
			.mapToObj((i) -> list + "[" + i + "]" + member)
			.takeWhile((end) -> this.values.keySet().stream().anyMatch((name) -> name.endsWith(end)))
			.map(this::only)
			.toList();
	}

}
