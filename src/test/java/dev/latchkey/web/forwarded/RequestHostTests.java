package dev.latchkey.web.forwarded;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

class RequestHostTests {

	private final MockHttpServletRequest request = new MockHttpServletRequest();

	@ParameterizedTest
	@CsvSource({ "Wiki.Example.com, wiki.example.com", "wiki.example.com., wiki.example.com",
			"wiki.example.com:443, wiki.example.com", "wiki.example.com:80, wiki.example.com:80",
			"localhost:80, localhost", "localhost:443, localhost:443", "127.0.0.1:3000, 127.0.0.1:3000",
			"[2001:DB8::0:1]:443, [2001:db8::1]", "[::1]:80, [::1]" })
	void isTheOneThatTheRequestNames(String sent, String host) {
		this.request.addHeader("Host", sent);
		assertThat(RequestHost.hostOf(this.request)).isEqualTo(host);
	}

	@Test
	void isWhatATrustedProxySays() {
		this.request.addHeader("Host", "127.0.0.1:8080");
		this.request.addHeader("X-Forwarded-Host", "wiki.example.com:80");
		assertThat(RequestHost.hostOf(this.request)).isEqualTo("127.0.0.1:8080");
		this.request.setAttribute(RequestHost.TRUSTED, Boolean.TRUE);
		assertThat(RequestHost.hostOf(this.request)).isEqualTo("wiki.example.com:80");
		this.request.addHeader("X-Forwarded-Proto", "HTTP");
		assertThat(RequestHost.hostOf(this.request)).isEqualTo("wiki.example.com");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a.example.com, b.example.com", "a.example.com,b.example.com", "a.example.com/x",
			"user@a.example.com", "a.example.com:", "a.example.com:x", "a.example.com:0", "a..example.com",
			"https://a.example.com", "ä.example.com", "a b", "[::1", "unknown,", "\"a.example.com\"" })
	void isNoneWhereWhatIsSaidIsNone(String said) {
		this.request.addHeader("Host", "wiki.example.com");
		this.request.setAttribute(RequestHost.TRUSTED, Boolean.TRUE);
		this.request.addHeader("X-Forwarded-Host", said);
		assertThat(RequestHost.hostOf(this.request)).isNull();
		assertThat(RequestHost.hostOf(this.request, "https")).isNull();
	}

	@Test
	void isNoneWhereTwoAreSaid() {
		this.request.setAttribute(RequestHost.TRUSTED, Boolean.TRUE);
		assertThat(RequestHost.hostOf(this.request)).isNull();
		this.request.addHeader("Host", "a.example.com");
		this.request.addHeader("X-Forwarded-Host", "a.example.com");
		this.request.addHeader("X-Forwarded-Host", "a.example.com");
		assertThat(RequestHost.hostOf(this.request)).isNull();
		MockHttpServletRequest two = new MockHttpServletRequest();
		two.addHeader("Host", "a.example.com");
		two.addHeader("Host", "a.example.com");
		assertThat(RequestHost.hostOf(two)).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "wiki.example.com, , false, https", "wiki.example.com, http, false, http",
			"wiki.example.com, HTTPS, false, https", "wiki.example.com, wss, false, https",
			"wiki.example.com, 'https,http', false, https", "localhost:3000, , false, http",
			"localhost:3000, https, false, https", "localhost:3000, , true, https", "[::1], , false, http" })
	void hasTheSchemeThatATrustedProxySays(String host, @Nullable String said, boolean secure, String scheme) {
		this.request.setAttribute(RequestHost.TRUSTED, Boolean.TRUE);
		this.request.setSecure(secure);
		if (said != null) {
			this.request.addHeader("X-Forwarded-Proto", said);
		}
		assertThat(RequestHost.schemeOf(this.request, host)).isEqualTo(scheme);
	}

}
