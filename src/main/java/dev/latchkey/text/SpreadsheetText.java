package dev.latchkey.text;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Keeps spreadsheets from reading a cell of CSV as a formula. An apostrophe before the
 * formula makes it text: at the beginning of the cell, and behind each character that
 * spreadsheets of some locale read as the end of a cell. Those do not recognise quotes in
 * the middle of a cell.
 */
public final class SpreadsheetText {

	// behind the beginning or a separator, with or without quotes and spaces in between
	private static final String PLACE = "(?<=^|[;,|\t\r\n])";

	private static final String FORMULA = "(?=[\"' ]*[=+\\-@\t\r\n＝＋－＠])";

	private static final Pattern BARE = Pattern.compile(PLACE + FORMULA);

	private static final Pattern GUARDED = Pattern.compile(PLACE + "'" + FORMULA);

	private SpreadsheetText() {
	}

	/**
	 * Write a cell of CSV (RFC 4180).
	 * @param text the text, or {@code null} for none
	 * @return the text in quotes, with apostrophes in front of what would be a formula;
	 * nothing for no text
	 */
	public static String cell(@Nullable String text) {
		return (text == null || text.isEmpty()) ? "" : "\"" + guard(text).replace("\"", "\"\"") + "\"";
	}

	private static String guard(String text) {
		return BARE.matcher(text).replaceAll("'");
	}

	/**
	 * Take away the apostrophes that {@link #cell} puts there.
	 * @param guarded the text of a cell
	 * @return the text without them, as it was before
	 */
	public static String unguard(String guarded) {
		return GUARDED.matcher(guarded).replaceAll("");
	}

}
