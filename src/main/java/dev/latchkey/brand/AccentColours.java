package dev.latchkey.brand;

import java.util.List;

import dev.latchkey.startup.StartupException;

/**
 * The colour of links and buttons, as it can be read: on the light grounds of pages and
 * on the dark ones its contrast is at least 4.5 (WCAG 2.2, 1.4.3), whatever was asked
 * for.
 *
 * @param onLight the colour for light grounds, and on which white can be read
 * @param onLightStrong what it turns to under the pointer
 * @param onDark the colour for dark grounds, and on which black can be read
 * @param onDarkStrong what it turns to under the pointer
 */
public record AccentColours(String onLight, String onLightStrong, String onDark, String onDarkStrong) {

	/** Those of the stylesheet that text in this colour stands on. */
	private static final List<ScreenColour> LIGHT_GROUNDS = colours("#ffffff", "#f6f5f1", "#eef5f2");

	private static final List<ScreenColour> DARK_GROUNDS = colours("#111615", "#1a2120", "#1f2b29");

	private static final double LEAST = 4.5;

	private static final double STEP = 0.02;

	private static final double STRONGER = 0.2;

	static AccentColours of(String text) {
		if (!ScreenColour.is(text)) {
			throw new StartupException("latchkey.web.brand.accent is not a colour.",
					"Set it to six hexadecimal digits after a #, such as #0b6e5f, in quotes where the file is YAML.");
		}
		ScreenColour asked = ScreenColour.of(text);
		ScreenColour light = readable(asked, LIGHT_GROUNDS, ScreenColour.BLACK);
		ScreenColour dark = readable(asked, DARK_GROUNDS, ScreenColour.WHITE);
		return new AccentColours(light.toString(), light.mixedWith(ScreenColour.BLACK, STRONGER).toString(),
				dark.toString(), dark.mixedWith(ScreenColour.WHITE, STRONGER).toString());
	}

	/**
	 * Return a stylesheet with these colours, for after the one of all pages.
	 * @return the text
	 */
	public String stylesheet() {
		return """
				:root { --accent: %s; --accent-strong: %s; --on-accent: #ffffff; }
				@media (prefers-color-scheme: dark) {
					:root { --accent: %s; --accent-strong: %s; --on-accent: #000000; }
				}
				""".formatted(this.onLight, this.onLightStrong, this.onDark, this.onDarkStrong);
	}

	private static ScreenColour readable(ScreenColour asked, List<ScreenColour> grounds, ScreenColour towards) {
		double share = 0;
		ScreenColour mixed = asked;
		while (share < 1 && !isReadable(mixed, grounds)) {
			share += STEP;
			mixed = asked.mixedWith(towards, Math.min(share, 1));
		}
		return mixed;
	}

	private static boolean isReadable(ScreenColour colour, List<ScreenColour> grounds) {
		return grounds.stream().allMatch((ground) -> colour.contrastTo(ground) >= LEAST);
	}

	private static List<ScreenColour> colours(String... texts) {
		return List.of(texts).stream().map(ScreenColour::of).toList();
	}

}
