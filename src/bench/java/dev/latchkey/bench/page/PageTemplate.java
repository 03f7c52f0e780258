package dev.latchkey.bench.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page with names in double braces where values belong.
 */
public final class PageTemplate {

	private static final Pattern NAME = Pattern.compile("\\{\\{(\\w+)}}");

	private final String name;

	private final String text;

	/**
	 * Load a template.
	 * @param name the name of its file
	 */
	public PageTemplate(String name) {
		this.name = name;
		try (InputStream file = PageTemplate.class.getResourceAsStream(name)) {
			if (file == null) {
				throw new IllegalArgumentException("There is no template " + name);
			}
			this.text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Fill it.
	 * @param values the value of each name in the template: a whole number is written
	 * with separators, any other number with one decimal
	 * @return the page
	 * @throws IllegalArgumentException if a value is missing, or has no place
	 */
	public String fill(Map<String, Object> values) {
		Set<String> unused = new HashSet<>(values.keySet());
		String page = NAME.matcher(this.text).replaceAll((found) -> {
			Object value = values.get(found.group(1));
			if (value == null) {
				throw new IllegalArgumentException(this.name + " needs a value of " + found.group(1));
			}
			unused.remove(found.group(1));
			return Matcher.quoteReplacement(text(value));
		});
		if (!unused.isEmpty()) {
			throw new IllegalArgumentException(this.name + " has no place for " + unused);
		}
		return page;
	}

	private static String text(Object value) {
		if (value instanceof Integer || value instanceof Long) {
			return String.format(Locale.ROOT, "%,d", value);
		}
		return (value instanceof Double) ? String.format(Locale.ROOT, "%.1f", value) : value.toString();
	}

}
