package dev.latchkey.web;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.attoparser.ParseException;
import org.attoparser.config.ParseConfiguration;
import org.attoparser.simple.AbstractSimpleMarkupHandler;
import org.attoparser.simple.SimpleMarkupParser;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a template says to people by itself, and not by a text of a bundle, or under
 * a condition that is lost. What only stands for what replaces it is not shown, and what
 * is in {@code code} is data.
 */
final class TemplateTexts extends AbstractSimpleMarkupHandler {

	private static final Set<String> SHOWN_ATTRIBUTES = Set.of("title", "alt", "placeholder", "aria-label",
			"aria-description", "label", "content");

	private static final Set<String> NOT_SHOWN = Set.of("th:attr", "th:class", "th:classappend");

	private static final Set<String> REPLACED = Set.of("th:text", "th:utext", "th:replace", "th:insert");

	private static final Pattern INLINED = Pattern.compile("\\[\\[.*?]]|\\[\\(.*?\\)]|&[a-z]+;", Pattern.DOTALL);

	private static final Pattern WORD = Pattern.compile("\\p{L}{2}");

	private static final Pattern LITERAL = Pattern.compile("'([^']*)'");

	/** What reads like prose: a word with a capital, or several words. */
	private static final Pattern PROSE = Pattern.compile("[A-Z][a-z]+|.*\\p{L} \\p{L}.*");

	private static final Pattern FILLED = Pattern.compile("\\|([^|]*)\\|");

	/**
	 * What is data although it reads like prose: names of formats, and of parts of pages.
	 */
	private static final Set<String> DATA = Set.of("width=device-width, initial-scale=1", "light dark", "CSV", "JSON");

	private final List<String> found = new ArrayList<>();

	private final Deque<Boolean> replaced = new ArrayDeque<>();

	private TemplateTexts() {
	}

	static List<String> of(Path template) {
		TemplateTexts texts = new TemplateTexts();
		try {
			new SimpleMarkupParser(ParseConfiguration.htmlConfiguration()).parse(MessageBundles.read(template), texts);
		}
		catch (ParseException ex) {
			throw new IllegalStateException(ex);
		}
		return texts.found;
	}

	@Override
	public void handleStandaloneElement(String name, @Nullable Map<String, String> attributes, boolean minimized,
			int line, int col) {
		look(attributes, line);
	}

	@Override
	public void handleOpenElement(String name, @Nullable Map<String, String> attributes, int line, int col) {
		look(attributes, line);
		this.replaced.push(isReplaced() || name.equals("code") || (attributes != null && !name.equals("html")
				&& attributes.keySet().stream().anyMatch(REPLACED::contains)));
	}

	@Override
	public void handleCloseElement(String name, int line, int col) {
		this.replaced.pop();
	}

	@Override
	public void handleText(char[] buffer, int offset, int length, int line, int col) {
		String text = INLINED.matcher(new String(buffer, offset, length)).replaceAll("");
		if (!isReplaced() && WORD.matcher(text).find() && !DATA.contains(text.strip())) {
			this.found.add(line + ": " + text.strip());
		}
	}

	private void look(@Nullable Map<String, String> attributes, int line) {
		if (attributes != null && !isReplaced()) {
			if (attributes.containsKey("th:replace")
					&& (attributes.containsKey("th:if") || attributes.containsKey("th:unless"))) {
				this.found.add(line + ": what replaces an element loses its condition");
			}
			attributes.forEach((name, value) -> look(name, (value != null) ? value : "", line));
		}
	}

	private void look(String name, String value, int line) {
		boolean says = (name.startsWith("th:") && !NOT_SHOWN.contains(name)) ? saysByExpression(value)
				: SHOWN_ATTRIBUTES.contains(name) && WORD.matcher(value).find() && !DATA.contains(value);
		if (says) {
			this.found.add(line + ": " + name + "=" + value);
		}
	}

	private static boolean saysByExpression(String value) {
		if (LITERAL.matcher(value).results().anyMatch((literal) -> PROSE.matcher(literal.group(1)).matches())) {
			return true;
		}
		Matcher filled = FILLED.matcher(value);
		while (filled.find()) {
			String own = filled.group(1).replaceAll("[$#*@]\\{[^}]*}", "");
			if (Pattern.compile("\\p{L} |\\p{L}{2} *$|^[A-Z][a-z]").matcher(own).find() && own.contains(" ")) {
				return true;
			}
		}
		return false;
	}

	private boolean isReplaced() {
		return Boolean.TRUE.equals(this.replaced.peek());
	}

}
