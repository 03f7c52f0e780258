package dev.latchkey.text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class IpAddressTests {

	@ParameterizedTest
	@CsvSource({ "192.0.2.1, 192.0.2.1", "192.000.02.1, 192.0.2.1", "255.255.255.255, 255.255.255.255",
			"0.0.0.0, 0.0.0.0", "::1, 0:0:0:0:0:0:0:1", "::, 0:0:0:0:0:0:0:0", "2001:DB8::1:0, 2001:db8:0:0:0:0:1:0",
			"2001:db8:1:2:3:4:5:6, 2001:db8:1:2:3:4:5:6", "::ffff:192.0.2.1, 192.0.2.1", "::ffff:c000:201, 192.0.2.1",
			"64:ff9b::192.0.2.1, 64:ff9b:0:0:0:0:c000:201", "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0" })
	void isReadInEachOfItsForms(String text, String address) {
		assertThat(IpAddress.parse(text)).isNotNull()
			.satisfies((parsed) -> assertThat(parsed.getHostAddress()).isEqualTo(address));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "unknown", "localhost", "example.com", "beef", "127.1", "1.2.3", "1.2.3.4.5",
			"256.1.1.1", "1.2.3.-4", "0x7f.0.0.1", "2130706433", "1.2.3.4 ", "1.2.3.4:80", ":", ":::", "1::2::3",
			"1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "::00001", "::g", "fe80::1%1", "[::1]", "::ffff:1.2.3",
			"::ffff:256.1.1.1", "dead.beef:1", "a.example:80", "١.٢.٣.٤" })
	void isNothingElse(String text) {
		assertThat(IpAddress.parse(text)).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "0:0:0:0:0:0:0:1, ::1", "0:0:0:0:0:0:0:0, ::", "2001:DB8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
			"2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1", "::ffff:192.0.2.1, 192.0.2.1", "192.0.2.1, 192.0.2.1",
			"fe80:0:0:0:0:0:0:1%eth0, fe80::1%eth0", "unknown, unknown", "'', ''" })
	void isWrittenInItsShortestForm(String text, String shortest) {
		assertThat(IpAddress.canonical(text)).isEqualTo(shortest);
	}

	@Test
	void isShort() {
		assertThat(IpAddress.parse("1:".repeat(10_000))).isNull();
	}

}
