package dev.latchkey.audit.web;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class EventCsvTests {

	@ParameterizedTest
	@ValueSource(strings = { "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1" })
	void leavesNoFormulaInACell(String text) {
		assertThat(EventCsv.row(text)).isEqualTo("\"'" + text + "\"\r\n");
	}

	@Test
	void putsCellsInQuotes() {
		assertThat(EventCsv.row("a\"b", null, "", "a=b, c")).isEqualTo("\"a\"\"b\",,,\"a=b, c\"\r\n");
	}

}
