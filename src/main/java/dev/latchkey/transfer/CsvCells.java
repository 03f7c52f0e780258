package dev.latchkey.transfer;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a line of CSV into its cells.
 */
final class CsvCells {

	private final String line;

	private int at;

	private CsvCells(String line) {
		this.line = line;
	}

	/**
	 * Cut a line.
	 * @param line the line, without its end
	 * @return its cells, without quotes
	 * @throws LineFaultException if a quote is not closed, or stands where none may
	 */
	static List<String> cut(String line) {
		CsvCells rest = new CsvCells(line);
		List<String> cells = new ArrayList<>();
		cells.add(rest.next());
		while (rest.at < line.length()) {
			// behind a cell there is a comma or nothing
			rest.at++;
			cells.add(rest.next());
		}
		return cells;
	}

	private String next() {
		if (this.at >= this.line.length() || this.line.charAt(this.at) != '"') {
			int comma = this.line.indexOf(',', this.at);
			int end = (comma < 0) ? this.line.length() : comma;
			String bare = this.line.substring(this.at, end);
			if (bare.indexOf('"') >= 0) {
				throw new LineFaultException("invalid-csv");
			}
			this.at = end;
			return bare;
		}
		StringBuilder cell = new StringBuilder();
		this.at++;
		while (true) {
			int quote = this.line.indexOf('"', this.at);
			if (quote < 0) {
				throw new LineFaultException("invalid-csv");
			}
			cell.append(this.line, this.at, quote);
			this.at = quote + 1;
			if (this.at < this.line.length() && this.line.charAt(this.at) == '"') {
				cell.append('"');
				this.at++;
				continue;
			}
			if (this.at < this.line.length() && this.line.charAt(this.at) != ',') {
				throw new LineFaultException("invalid-csv");
			}
			return cell.toString();
		}
	}

}
