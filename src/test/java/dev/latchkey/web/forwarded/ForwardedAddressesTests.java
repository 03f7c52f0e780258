package dev.latchkey.web.forwarded;

import java.util.List;

import org.apache.coyote.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Only trusted proxies are believed.
 */
class ForwardedAddressesTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			192.0.2.7 | 198.51.100.1            | 192.0.2.7
			10.0.0.1  | 198.51.100.1            | 198.51.100.1
			10.0.0.1  | 1.1.1.1, 198.51.100.1   | 198.51.100.1
			10.0.0.1  | 198.51.100.1, 10.0.0.2  | 198.51.100.1
			10.0.0.1  | 10.0.0.3, 10.0.0.2      | 10.0.0.3
			10.0.0.1  | 198.51.100.1, name      | 10.0.0.1
			::1       | [2001:db8::1]:443       | 2001:db8::1
			""")
	void readsTheHeaderFromItsEnd(String peer, String header, String client) {
		assertThat(of(peer, header, "10.0.0.0/8", "::1")).isEqualTo(client);
	}

	@Test
	void readsNoHeaderWhereNoProxyIsTrusted() {
		assertThat(of("10.0.0.1", "198.51.100.1")).isEqualTo("10.0.0.1");
	}

	private static String of(String peer, String header, String... trusted) {
		Request request = new Request();
		request.peerAddr().setString(peer);
		request.getMimeHeaders().setValue("X-Forwarded-For").setString(header);
		return new ForwardedAddresses(new ForwardedSettings(List.of(trusted))).clientOf(request);
	}

}
