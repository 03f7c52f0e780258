package dev.latchkey.throttle;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ClientNetworkTests {

	@ParameterizedTest
	@CsvSource({ "2001:db8:1:2::1, 2001:db8:1:2:ffff:ffff:ffff:ffff", "192.0.2.1, ::ffff:192.0.2.1",
			"2001:DB8::1, 2001:0db8:0:0:1::" })
	void isTheSame(String one, String other) {
		assertThat(ClientNetwork.of(one)).isEqualTo(ClientNetwork.of(other));
	}

	@ParameterizedTest
	@CsvSource({ "2001:db8:1:2::1, 2001:db8:1:3::1", "192.0.2.1, 192.0.2.2", "192.0.2.1, 2001:db8::1" })
	void isAnother(String one, String other) {
		assertThat(ClientNetwork.of(one).host()).isNotEqualTo(ClientNetwork.of(other).host());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "unknown", "localhost", "example.com", "999.1.1.1", "1.2.3.4, 5.6.7.8", "::g",
			"\u202e1.2.3.4", "1.2.3.4\r\nX: y" })
	void isOneForAllThatIsNoAddress(String garbage) {
		assertThat(ClientNetwork.of(garbage)).isEqualTo(new ClientNetwork("unknown", null, "unknown"));
	}

	@Test
	void isShortWhateverComes() {
		assertThat(ClientNetwork.of("1:".repeat(10_000))).isEqualTo(new ClientNetwork("unknown", null, "unknown"));
	}

	@Test
	void isPartOfLargerOnes() {
		ClientNetwork network = ClientNetwork.of("2001:db8:1:2fff::1");
		assertThat(network.site()).isEqualTo(ClientNetwork.of("2001:db8:1:2f00::").site())
			.isNotEqualTo(ClientNetwork.of("2001:db8:1:2e00::").site());
		assertThat(network.block()).isEqualTo(ClientNetwork.of("2001:db8:1:ffff::").block())
			.isNotEqualTo(ClientNetwork.of("2001:db8:2:2fff::").block());
		ClientNetwork address = ClientNetwork.of("192.0.2.1");
		assertThat(address.site()).isNull();
		assertThat(address.block()).isEqualTo(ClientNetwork.of("192.0.2.255").block())
			.isNotEqualTo(ClientNetwork.of("192.0.3.1").block());
	}

}
