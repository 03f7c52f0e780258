package dev.latchkey.web.forwarded;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ForwardedTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "192.0.2.1 | 192.0.2.1", "192.0.2.1:4711 | 192.0.2.1", "[2001:DB8::1]:443 | 2001:db8::1",
					"evil.example, 192.0.2.1 | 192.0.2.1", "192.0.2.7,192.0.2.1 | 192.0.2.7, 192.0.2.1",
					"192.0.2.7, garbage, 192.0.2.1 | 192.0.2.1", "192.0.2.7, fe80::1%eth0 | ''", "evil.example | ''",
					"unknown | ''", "'' | ''", "', ,' | ''", "[ | ''", "]:[ | ''", "'192.0.2.1\u202e' | ''" })
	void leavesWhatIsAnAddress(String header, String left) {
		assertThat(AddressesOnly.addresses(header)).isEqualTo(left);
	}

	@Test
	void leavesNoMoreThanAProxyWouldWrite() {
		assertThat(AddressesOnly.addresses("192.0.2.1,".repeat(1000) + "192.0.2.2").split(",")).hasSize(32);
	}

	@Test
	void writesAddressesAsNetworks() {
		assertThat(new ForwardedSettings(List.of("10.0.0.0/8", " 192.0.2.1", "::1", "")).networks())
			.isEqualTo("10.0.0.0/8,192.0.2.1/32,::1/128");
	}

	@ParameterizedTest
	@ValueSource(strings = { "10\\..*", "0.0.0.0/33", "*", "10.0.0.0/8/8" })
	void refusesWhatIsNoAddress(String proxy) {
		assertThatIllegalArgumentException().isThrownBy(() -> new ForwardedSettings(List.of(proxy)));
	}

}
