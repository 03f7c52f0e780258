package dev.latchkey.brand;

import org.jspecify.annotations.Nullable;

/**
 * How this installation shows itself. The templates know the bean as {@code brand}.
 *
 * @param name the name, of visible characters and single spaces
 * @param logo the logo, or {@code null} for Latchkey's own
 * @param accent the colour, or {@code null} for Latchkey's own
 */
public record Brand(String name, @Nullable BrandLogo logo, @Nullable AccentColours accent) {

	/** The colour on a light ground where none is set: that of the stylesheet. */
	private static final String OWN_ACCENT = "#0b6e5f";

	/**
	 * Return the colour for what has no dark ground, such as mail.
	 * @return a colour on which white can be read, such as {@code #0b6e5f}
	 */
	public String accentOnLight() {
		return (this.accent != null) ? this.accent.onLight() : OWN_ACCENT;
	}

}
