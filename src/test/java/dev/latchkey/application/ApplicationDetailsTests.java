package dev.latchkey.application;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.latchkey.application.RegistryFixture.connected;
import static dev.latchkey.application.RegistryFixture.proxied;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What an application can be.
 */
class ApplicationDetailsTests {

	private static void isRefused(String member, ApplicationDetails details) {
		assertThatExceptionOfType(InvalidApplicationException.class).isThrownBy(details::canonical)
			.satisfies((ex) -> assertThat(ex.member()).isEqualTo(member));
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://a.example/cb", "https://a.example", "https://a.example:8443/cb?x=%2f&y",
			"http://localhost/cb", "http://localhost:3000/cb", "http://127.0.0.1:3000/cb", "http://[::1]:3000/",
			"HTTPS://A.example/" })
	void takesAddressesThatCodesAreSentTo(String uri) {
		connected("x", uri, uri).canonical();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/cb", "a.example/cb", "//a.example/cb", "http://a.example/cb",
			"http://localhost.evil.example/", "https://a.example/cb#x", "https://a.example/cb#",
			"https://u@a.example/cb", "https://u:p@a.example/", "https://", "https:///cb", "https:a.example",
			"javascript:alert(1)", "app://cb", "https://a_b/", "https://127.1/", "https://a.example/ cb",
			"https://a.example/\ncb", "https://a.example/\u00fc", "https://a.example/%zz", "https://a.example:0/",
			"https://a.example\\@b/", "data:text/html,x", "*", "https://*.example.com/" })
	void refusesOthers(String uri) {
		isRefused("oidc.redirect_uris", connected("x", null, "https://a.example/", uri));
		isRefused("oidc.backchannel_logout_uri", connected("x", uri, "https://a.example/"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "javascript:alert(1)", "data:text/html,x", "ftp://a.example/", "/x", "//a.example",
			"a.example", "https://u:p@a.example/", "https://a b/", "https://a.example/\"onclick=", "",
			" https://a.example/" })
	void refusesAHomeThatLeadsNowhere(String uri) {
		isRefused("home", new ApplicationDetails("x", uri, null, null, null, false));
	}

	@Test
	void refusesAsMuchAsCannotBeKept() {
		isRefused("oidc.redirect_uris", connected("x", null));
		isRefused("oidc.redirect_uris",
				connected("x", null, Collections.nCopies(21, "https://a.example/").toArray(String[]::new)));
		isRefused("oidc.redirect_uris", connected("x", null, "https://a.example/" + "x".repeat(2_000)));
		isRefused("proxy.hosts", proxied("x"));
		isRefused("proxy.hosts", proxied("x", "a.example", "b example"));
		isRefused("proxy.hosts",
				proxied("x", IntStream.range(0, 21).mapToObj((i) -> "a" + i + ".example").toArray(String[]::new)));
		isRefused("permission", new ApplicationDetails("x", null, "Wiki Use", null, null, false));
		for (List<String> scopes : List.of(List.<String>of(), List.of("a b"), List.of(""), List.of("x".repeat(65)),
				Collections.nCopies(21, "x"))) {
			isRefused("oidc.scopes", withOidc("RS256", scopes));
		}
		for (String algorithm : List.of("none", "HS256", "rs256", "EdDSA", "")) {
			isRefused("oidc.id_token_algorithm", withOidc(algorithm, List.of("openid")));
		}
		withOidc("ES256", List.of("openid", "offline_access")).canonical();
	}

	private static ApplicationDetails withOidc(String algorithm, List<String> scopes) {
		return new ApplicationDetails("x", null, null, null,
				new OidcAccess(List.of("https://a.example/"), List.of(), null, true, false, algorithm, scopes), false);
	}

}
