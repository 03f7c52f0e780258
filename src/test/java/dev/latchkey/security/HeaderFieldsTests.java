package dev.latchkey.security;

import dev.latchkey.harness.Repetitions;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.StrictHttpFirewall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * Which header fields are read at all: no more and no fewer than Spring Security would.
 */
class HeaderFieldsTests {

	/** Each tenth of those that are two units of UTF-16. */
	private static final int BEYOND = Repetitions.full() ? 1 : 10;

	private final HttpFirewall ours = new HeaderFirewall();

	private final HttpFirewall theirs = new StrictHttpFirewall();

	@Test
	void areReadAsSpringSecurityWouldReadThem() {
		int refused = 0;
		for (int character = 0; character <= Character.MAX_CODE_POINT; character += (character < 0x10000) ? 1
				: BEYOND) {
			String text = "a" + Character.toString(character) + "z";
			refused += compared(character, "Authorization", text) + compared(character, text, "Bearer");
		}
		assertThat(refused).isGreaterThan(120);
	}

	private int compared(int character, String name, String value) {
		boolean readable = isRead(this.theirs, name, value);
		if (isRead(this.ours, name, value) != readable) {
			fail("U+%04X in %s", character, name);
		}
		return readable ? 0 : 1;
	}

	private static boolean isRead(HttpFirewall firewall, String name, String value) {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/me");
		request.addHeader(name, value);
		HttpServletRequest read = firewall.getFirewalledRequest(request);
		try {
			return value.equals(read.getHeader(name)) && value.equals(read.getHeaders(name).nextElement());
		}
		catch (RequestRejectedException ex) {
			return false;
		}
	}

}
