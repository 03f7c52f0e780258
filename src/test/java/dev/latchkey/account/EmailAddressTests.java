package dev.latchkey.account;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EmailAddressTests {

	@ParameterizedTest
	@ValueSource(strings = { "", "@", "a", "a@", "@b", "a b@c", "a@b c", "a@b@c", "a..b@c", ".a@b", "a.@b", "a@-b",
			"a@b..c", "a@b.", "\"a b\"@c", "a@[127.0.0.1]", "a\r\nBcc: x@y@b", "a@b\r\nBcc: x", "a\n@b", "a\u0000@b",
			"ä@b", "a@b>", "<a@b", "a,b@c", "a;b@c", "A <a@b>", "a@b_c", "a@\u2028b", "a@b\u202E" })
	void refusesWhatNoMailIsSentTo(String text) {
		assertThatExceptionOfType(InvalidEmailException.class).isThrownBy(() -> EmailAddress.of(text));
	}

	@Test
	void keepsToTheLengthsOfAnEnvelope() {
		String domain = ("d".repeat(60) + ".").repeat(3) + "example";
		assertThat(EmailAddress.of("a".repeat(63) + "@" + domain).text()).hasSize(254);
		assertThatExceptionOfType(InvalidEmailException.class)
			.isThrownBy(() -> EmailAddress.of("a".repeat(64) + "@" + domain));
		assertThatExceptionOfType(InvalidEmailException.class).isThrownBy(() -> EmailAddress.of("a".repeat(65) + "@b"));
		assertThatExceptionOfType(InvalidEmailException.class)
			.isThrownBy(() -> EmailAddress.of("a@" + "b".repeat(1_000_000)));
	}

	@Test
	void writesADomainInOneWay() {
		assertThat(EmailAddress.of(" Alice.O'Neil+x@Bücher.EXAMPLE ").text())
			.isEqualTo("Alice.O'Neil+x@xn--bcher-kva.example");
		assertThat(EmailAddress.of("alice@localhost").text()).isEqualTo("alice@localhost");
		assertThat(EmailAddress.of("Alice@EXAMPLE.com").key()).isEqualTo(EmailAddress.of("alice@example.com").key());
	}

}
