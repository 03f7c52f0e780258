package dev.latchkey.brand;

import java.util.regex.Pattern;

/**
 * A colour of a screen (sRGB).
 *
 * @param red from 0 to 255
 * @param green likewise
 * @param blue likewise
 */
record ScreenColour(int red, int green, int blue) {

	static final ScreenColour BLACK = new ScreenColour(0, 0, 0);

	static final ScreenColour WHITE = new ScreenColour(255, 255, 255);

	private static final Pattern FORM = Pattern.compile("#[0-9a-fA-F]{6}");

	private static final int HEX = 16;

	/**
	 * Return whether a text is a colour.
	 * @param text such as {@code #0b6e5f}
	 */
	static boolean is(String text) {
		return FORM.matcher(text).matches();
	}

	static ScreenColour of(String text) {
		return new ScreenColour(Integer.parseInt(text.substring(1, 3), HEX),
				Integer.parseInt(text.substring(3, 5), HEX), Integer.parseInt(text.substring(5), HEX));
	}

	/**
	 * Return this colour with some of another in it.
	 * @param other the other
	 * @param share how much of it, from 0 to 1
	 */
	ScreenColour mixedWith(ScreenColour other, double share) {
		return new ScreenColour(mixed(this.red, other.red, share), mixed(this.green, other.green, share),
				mixed(this.blue, other.blue, share));
	}

	/**
	 * Return the contrast to another colour (WCAG 2.2, 1.4.3), from 1 to 21.
	 */
	double contrastTo(ScreenColour other) {
		double mine = luminance();
		double theirs = other.luminance();
		return (Math.max(mine, theirs) + 0.05) / (Math.min(mine, theirs) + 0.05);
	}

	private double luminance() {
		return 0.2126 * linear(this.red) + 0.7152 * linear(this.green) + 0.0722 * linear(this.blue);
	}

	private static double linear(int part) {
		double share = part / 255.0;
		return (share <= 0.04045) ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
	}

	private static int mixed(int one, int other, double share) {
		return (int) Math.round(one + (other - one) * share);
	}

	@Override
	public String toString() {
		return "#" + hex(this.red) + hex(this.green) + hex(this.blue);
	}

	private static String hex(int part) {
		String digits = Integer.toHexString(part);
		return (digits.length() == 1) ? "0" + digits : digits;
	}

}
