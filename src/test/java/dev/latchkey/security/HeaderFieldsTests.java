package dev.latchkey.security;

import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.StrictHttpFirewall;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which header fields are read at all: no more and no fewer than Spring Security would.
 */
class HeaderFieldsTests {

	private final HttpFirewall ours = new SecurityConfiguration().firewall();

	private final HttpFirewall theirs = new StrictHttpFirewall();

	@Test
	void areReadAsSpringSecurityWouldReadThem() {
		int refused = 0;
		for (int character = 0; character <= Character.MAX_CODE_POINT; character++) {
			String value = "a" + Character.toString(character) + "z";
			boolean readable = isRead(this.theirs, value);
			assertThat(isRead(this.ours, value)).as("U+%04X", character).isEqualTo(readable);
			refused += readable ? 0 : 1;
		}
		assertThat(refused).isGreaterThan(60);
	}

	private static boolean isRead(HttpFirewall firewall, String value) {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/me");
		request.addHeader("Authorization", value);
		HttpServletRequest read = firewall.getFirewalledRequest(request);
		try {
			return value.equals(read.getHeader("Authorization"))
					&& value.equals(read.getHeaders("Authorization").nextElement());
		}
		catch (RequestRejectedException ex) {
			return false;
		}
	}

}
