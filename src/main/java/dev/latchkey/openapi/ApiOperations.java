package dev.latchkey.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ClassPathResource;

/**
 * The table of calls: {@code openapi/operations.txt}.
 */
class ApiOperations {

	private final Map<String, String> areas = new LinkedHashMap<>();

	private final Map<String, ApiOperation> byCall = new LinkedHashMap<>();

	ApiOperations() {
		String area = "";
		for (String line : lines()) {
			if (line.startsWith("= ")) {
				String[] words = line.substring(2).split(" \\| ", 2);
				area = words[0];
				this.areas.put(area, words[1]);
			}
			else if (!line.startsWith("#") && !line.isBlank()) {
				ApiOperation operation = ApiOperation.of(area, line);
				this.byCall.put(operation.call(), operation);
			}
		}
	}

	private static List<String> lines() {
		try {
			return new ClassPathResource("openapi/operations.txt").getContentAsString(StandardCharsets.UTF_8)
				.lines()
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return what the table says of a call.
	 * @return the line, or {@code null} if it has none
	 */
	@Nullable ApiOperation find(String method, String path) {
		return this.byCall.get(method + " " + path);
	}

	/**
	 * Return the areas, in the order of the table, and what each is.
	 */
	Map<String, String> areas() {
		return Collections.unmodifiableMap(this.areas);
	}

}
