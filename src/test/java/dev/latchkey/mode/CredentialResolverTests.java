package dev.latchkey.mode;

import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CredentialResolverTests {

	private static final String COOKIE = "__Host-latchkey";

	private final CredentialResolver resolver = new CredentialResolver(new CredentialCookies(new CookieSettings(true)));

	private final MockHttpServletRequest request = new MockHttpServletRequest();

	@Test
	void findsNothingInARequestThatCarriesNothing() {
		assertThat(this.resolver.resolve(this.request)).isNull();
		assertThat(this.resolver.allValues(this.request)).isEmpty();
		assertThat(this.resolver.cookieValues(this.request, CredentialCookies.DEVICE)).isEmpty();
		assertThat(this.resolver.isForgeable(this.request)).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "Bearer a, a", "bearer a, a", "BEARER   a, a", "Bearer a b, a b", "Bearer, ''", "'bEaReR ', ''" })
	void readsTheBearerHeader(String header, String value) {
		this.request.addHeader("Authorization", header);
		assertThat(this.resolver.resolve(this.request)).isEqualTo(new Credential(value, Credential.Source.HEADER));
		assertThat(this.resolver.allValues(this.request)).containsExactly(value);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Basic YTpi", "Bearera", "Bearer=a", " Bearer a", "Bearer\ta", "", "Bear" })
	void leavesOtherSchemesAlone(String header) {
		this.request.addHeader("Authorization", header);
		assertThat(this.resolver.resolve(this.request)).isNull();
	}

	@Test
	void readsTheCookieAmongOthers() {
		cookies(new Cookie("latchkey", "b"), new Cookie(COOKIE, ""), new Cookie(COOKIE, "a"));
		assertThat(this.resolver.resolve(this.request)).isEqualTo(new Credential("a", Credential.Source.COOKIE));
	}

	@Test
	void takesTheHeaderOfTwoThatAreTheSame() {
		this.request.addHeader("Authorization", "Bearer a");
		cookies(new Cookie(COOKIE, "a"));
		assertThat(this.resolver.resolve(this.request)).isEqualTo(new Credential("a", Credential.Source.HEADER));
	}

	@Test
	void refusesTwoThatDiffer() {
		cookies(new Cookie(COOKIE, "a"), new Cookie(COOKIE, "b"));
		assertThatExceptionOfType(AmbiguousCredentialsException.class)
			.isThrownBy(() -> this.resolver.resolve(this.request));
	}

	@Test
	void namesAllThatAreCarried() {
		this.request.addHeader("Authorization", "Bearer a");
		cookies(new Cookie(COOKIE, "b"), new Cookie("__Host-latchkey-refresh", "c"),
				new Cookie("__Host-latchkey-device", "d"), new Cookie(COOKIE, "a"));
		assertThat(this.resolver.allValues(this.request)).containsExactly("a", "b", "c");
		assertThat(this.resolver.cookieValues(this.request, CredentialCookies.DEVICE)).containsExactly("d");
	}

	@ParameterizedTest
	@ValueSource(strings = { COOKIE, "__Host-latchkey-refresh" })
	void callsARequestForgeableThatACookieAuthorises(String name) {
		cookies(new Cookie(name, "a"));
		assertThat(this.resolver.isForgeable(this.request)).isTrue();
		this.request.addHeader("Authorization", "Basic YTpi");
		assertThat(this.resolver.isForgeable(this.request)).isTrue();
	}

	/**
	 * Beside a header, a cookie never authorises a request.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "Bearer a", "bearer a", "Bearer b", "Bearer" })
	void callsNoRequestForgeableThatCarriesABearerHeader(String header) {
		this.request.addHeader("Authorization", "Basic YTpi");
		this.request.addHeader("Authorization", header);
		cookies(new Cookie(COOKIE, "a"));
		assertThat(this.resolver.isForgeable(this.request)).isFalse();
		if (header.endsWith(" a")) {
			assertThat(this.resolver.resolve(this.request)).extracting(Credential::source)
				.isEqualTo(Credential.Source.HEADER);
		}
		else {
			assertThatExceptionOfType(AmbiguousCredentialsException.class)
				.isThrownBy(() -> this.resolver.resolve(this.request));
		}
	}

	@Test
	void callsARequestWithOtherCookiesNotForgeable() {
		cookies(new Cookie("latchkey", "a"), new Cookie("__Host-latchkey-device", "d"));
		assertThat(this.resolver.isForgeable(this.request)).isFalse();
	}

	private void cookies(Cookie... cookies) {
		this.request.setCookies(cookies);
	}

}
