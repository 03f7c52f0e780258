package dev.latchkey.audit.web;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class EventCsvTests {

	@ParameterizedTest
	@ValueSource(strings = { "=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "＝1" })
	void leavesNoFormulaInACell(String text) {
		assertThat(EventCsv.row(text)).isEqualTo("\"'" + text + "\"\r\n");
	}

	/**
	 * Where the decimal separator is a comma, spreadsheets take a semicolon for the end
	 * of a cell, and the quotes that are not at its ends for text.
	 */
	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|',
			value = { "x;=1+1 | x;'=1+1", "x;@SUM(A1) | x;'@SUM(A1)", "x; +1 | x;' +1", "x;\"=1 | x;'\"=1",
					"x;\"\"-1 | x;'\"\"-1", "a,=b | a,'=b", "(X11; Linux) a=b, c-d | (X11; Linux) a=b, c-d",
					";=a;=b | ;'=a;'=b", "'=1 | ''=1", "\"\"=1 | '\"\"=1", "`a\t=b` | `a\t'=b`", "`a\n-1` | `a\n'-1`" })
	void leavesNoFormulaBehindASeparatorOfAnyLocale(String text, String cell) {
		assertThat(EventCsv.row(text)).isEqualTo("\"" + cell.replace("\"", "\"\"") + "\"\r\n");
	}

	@Test
	void putsCellsInQuotes() {
		assertThat(EventCsv.row("a\"b", null, "", "a=b, c")).isEqualTo("\"a\"\"b\",,,\"a=b, c\"\r\n");
	}

}
