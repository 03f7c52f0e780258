package dev.latchkey.brand;

import dev.latchkey.startup.StartupException;
import dev.latchkey.text.VisibleCharacters;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class BrandConfiguration {

	/** In characters. */
	private static final int LONGEST_NAME = 40;

	/**
	 * The templates call it by this bean's name.
	 */
	@Bean
	Brand brand(BrandSettings settings) {
		if (!isName(settings.name())) {
			throw new StartupException("latchkey.web.brand.name is not a name.",
					"Set it to 1 to 40 visible characters, with single spaces only between them.");
		}
		return new Brand(settings.name(), (settings.logo() != null) ? BrandLogo.read(settings.logo()) : null,
				(settings.accent() != null) ? AccentColours.of(settings.accent()) : null);
	}

	private static boolean isName(String name) {
		return !name.isEmpty() && name.length() <= LONGEST_NAME && name.equals(name.strip()) && !name.contains("  ")
				&& name.codePoints().allMatch((c) -> c == ' ' || VisibleCharacters.isVisible(c));
	}

}
