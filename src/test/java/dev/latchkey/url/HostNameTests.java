package dev.latchkey.url;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class HostNameTests {

	@ParameterizedTest
	@CsvSource({ "wiki.example.com, https, wiki.example.com", "WIKI.Example.COM, https, wiki.example.com",
			"wiki.example.com., https, wiki.example.com", "wiki.example.com.:8443, https, wiki.example.com:8443",
			"wiki.example.com:443, https, wiki.example.com", "wiki.example.com:443, http, wiki.example.com:443",
			"wiki.example.com:80, http, wiki.example.com", "wiki.example.com:80, https, wiki.example.com:80",
			"wiki.example.com:080, http, wiki.example.com", "wiki.example.com:80, ftp, wiki.example.com:80",
			"wiki.example.com:65535, https, wiki.example.com:65535", "localhost:3000, http, localhost:3000",
			"a, http, a", "1a.2b, http, 1a.2b", "xn--bcher-kva.example, https, xn--bcher-kva.example",
			"127.0.0.1:8080, http, 127.0.0.1:8080", "127.0.0.1., http, 127.0.0.1", "[::1], http, [::1]",
			"[::1]:443, https, [::1]", "[0:0::0:1]:3000, http, [::1]:3000",
			"[2001:DB8:0:0:0:0:0:A], https, [2001:db8::a]", "[::ffff:127.0.0.1], https, [::ffff:127.0.0.1]",
			"[::FFFF:7f00:1], https, [::ffff:127.0.0.1]" })
	void hasOneFormForEachHost(String host, String scheme, String canonical) {
		assertThat(HostName.canonical(host, scheme)).isEqualTo(canonical);
		assertThat(HostName.canonical(canonical, scheme)).isEqualTo(canonical);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", ".", "..", ":", ":80", "a..b", ".a", "a..", "a b", " a", "a ", "a,b", "a@b",
			"u:p@a", "a/b", "a\\b", "http://a", "a?b", "a#b", "a%2eb", "a_b", "-a", "a-", "a.-b", "b\u00fccher.example",
			"\u212a.example", "a\r\nb", "a\n", "a\u0000", "a\t", "a:", "a:0", "a:00", "a:65536", "a:99999", "a:100000",
			"a:x", "a:-1", "a:+1", "a:1:2", "a:\u0661", "::1", "[", "[]", "[]:80", "[::1", "::1]", "[::1]x", "[::1]:",
			"[1.2.3.4]", "[:::]", "[::1%25eth0]", "[::1%lo]", "[fe80::1%1]", "[::12345]", "127.1", "1", "1.2.3.256",
			"1.2.3", "1.2.3.4.5", "01.2.3.4", "1.2.3.04", "0x7f.1", "0x7f000001", "a.0x", "a.1", "2130706433", "*",
			"*.example.com" })
	void takesNothingElseForAHost(String host) {
		assertThat(HostName.canonical(host, "https")).isNull();
		assertThat(HostName.canonical(host, "http")).isNull();
	}

	@Test
	void takesNamesAsLongAsTheyMayBe() {
		String label = "a".repeat(63);
		assertThat(HostName.canonical(label, "https")).isEqualTo(label);
		assertThat(HostName.canonical(label + "a", "https")).isNull();
		String longest = label + "." + label + "." + label + "." + "a".repeat(61);
		assertThat(HostName.canonical(longest + ".:65535", "https")).isEqualTo(longest + ":65535");
		assertThat(HostName.canonical(longest + "a", "https")).isNull();
		assertThat(HostName.canonical("a.".repeat(100_000), "https")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "localhost:3000", "wiki.localhost", "a.b.localhost:1", "127.0.0.1",
			"127.255.0.9:80", "[::1]", "[::1]:3000" })
	void knowsTheMachineItself(String host) {
		assertThat(HostName.isLoopback(host)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "example.com", "localhost.example.com", "notlocalhost", "127.example.com", "127.0.0.1.com",
			"128.0.0.1", "10.0.0.1:127", "[::2]", "[2001:db8::1]", "[::ffff:10.0.0.1]", "0.0.0.0" })
	void takesNoOtherMachineForIt(String host) {
		assertThat(HostName.isLoopback(host)).isFalse();
	}

}
