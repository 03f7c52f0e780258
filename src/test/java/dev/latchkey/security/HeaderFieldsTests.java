package dev.latchkey.security;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Header fields, as they are read and written.
 */
class HeaderFieldsTests {

	@ParameterizedTest
	@ValueSource(strings = { "", "a", "\u0080\u009b", "\u00ff", "\ud83e\udd89", "\uffff" })
	void areReadWhateverIsInThem(String value) {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/me");
		request.addHeader("X-Any", value);
		HttpServletRequest read = new HeaderFirewall().getFirewalledRequest(request);
		assertThat(read.getHeader("X-Any")).isEqualTo(value);
		assertThat(read.getHeaders("X-Any").nextElement()).isEqualTo(value);
	}

	@ParameterizedTest
	@CsvSource({ "365d, false, max-age=31536000", "30d, true, max-age=2592000 ; includeSubDomains",
			"0d, false, max-age=0" })
	void promiseTransportSecurityForThisHost(String maxAge, boolean subdomains, String written) {
		HeadersFilter headers = new HeadersFilter(
				new HstsSettings(Duration.parse("P" + maxAge.toUpperCase(Locale.ROOT)), subdomains));
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/me");
		MockHttpServletResponse response = new MockHttpServletResponse();
		headers.write(request, response);
		assertThat(response.getHeader("Strict-Transport-Security")).isNull();
		request.setSecure(true);
		headers.write(request, response);
		assertThat(response.getHeader("Strict-Transport-Security")).isEqualTo(written);
	}

	@Test
	void allowNoOriginThatIsNotNamed() {
		for (String origin : new String[] { "*", "null", "app.example", "https://", "https://app.example/",
				"https://app.example/x", "https://*.example", "ftp://app.example", "https://u@app.example",
				"https://app.example?x", "https://a.example,https://b.example", "HTTPS://App.example" }) {
			assertThatIllegalArgumentException().as(origin).isThrownBy(() -> new CorsSettings(List.of(origin)));
		}
		assertThat(new CorsSettings(List.of("https://app.example", "http://localhost:3000", "http://[::1]:3000"))
			.allowedOrigins()).hasSize(3);
	}

}
