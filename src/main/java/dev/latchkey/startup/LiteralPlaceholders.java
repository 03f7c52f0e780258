package dev.latchkey.startup;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.ConfigTreePropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.PropertyPlaceholderHelper;
import org.springframework.util.SystemPropertyUtils;

/**
 * Replaces the placeholders of a setting without looking for more in what comes from the
 * environment or from a file with nothing else in it.
 */
class LiteralPlaceholders {

	private static final PropertyPlaceholderHelper PLACEHOLDERS = new PropertyPlaceholderHelper(
			SystemPropertyUtils.PLACEHOLDER_PREFIX, SystemPropertyUtils.PLACEHOLDER_SUFFIX,
			SystemPropertyUtils.VALUE_SEPARATOR, SystemPropertyUtils.ESCAPE_CHARACTER, true);

	// stands for a text until all placeholders are replaced; no setting contains it
	private static final String MARK = "\0%s\0";

	private final MutablePropertySources sources;

	LiteralPlaceholders(MutablePropertySources sources) {
		this.sources = sources;
	}

	/**
	 * Return what a setting is.
	 * @return the text, or {@code null} where Spring's own way gives the same, or an
	 * error
	 */
	@Nullable String replace(ConfigurationProperty property) {
		String raw = property.getValue().toString();
		ConfigurationPropertySource source = property.getSource();
		if (source != null && isLiteral(source.getUnderlyingSource())) {
			return withoutLineEnd(raw);
		}
		List<String> literals = new ArrayList<>();
		String text = PLACEHOLDERS.replacePlaceholders(raw, (name) -> find(name, literals));
		if (literals.isEmpty() || text.contains(SystemPropertyUtils.PLACEHOLDER_PREFIX)) {
			return null;
		}
		for (int i = 0; i < literals.size(); i++) {
			text = text.replace(mark(i), literals.get(i));
		}
		return text;
	}

	private @Nullable String find(String name, List<String> literals) {
		for (PropertySource<?> source : this.sources) {
			Object value = ConfigurationPropertySources.isAttachedConfigurationPropertySource(source) ? null
					: source.getProperty(name);
			if (value != null && isLiteral(source)) {
				literals.add(withoutLineEnd(value.toString()));
				return mark(literals.size() - 1);
			}
			if (value != null) {
				return value.toString();
			}
		}
		return null;
	}

	private static boolean isLiteral(@Nullable Object source) {
		return source instanceof SystemEnvironmentPropertySource || source instanceof ConfigTreePropertySource;
	}

	private static String mark(int number) {
		return MARK.formatted(Integer.toString(number));
	}

	private static String withoutLineEnd(String text) {
		if (text.endsWith("\r\n")) {
			return text.substring(0, text.length() - 2);
		}
		return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
	}

}
