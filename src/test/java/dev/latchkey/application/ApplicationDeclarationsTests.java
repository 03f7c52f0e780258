package dev.latchkey.application;

import java.util.HashMap;
import java.util.Map;

import dev.latchkey.startup.StartupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What can be declared, and what a start says of what cannot.
 */
class ApplicationDeclarationsTests {

	private static Map<String, Object> entry(String... more) {
		Map<String, Object> settings = new HashMap<>(
				Map.of("latchkey.applications[0].client-id", "wiki", "latchkey.applications[0].name", "Wiki"));
		for (int i = 0; i < more.length; i += 2) {
			settings.put("latchkey.applications[0]." + more[i], more[i + 1]);
		}
		return settings;
	}

	@Test
	void takesTheShapeOfTheJson() {
		ApplicationDeclaration declared = RegistryFixture
			.declarations(entry("home", "https://wiki.example/", "permission", "wiki:use", "proxy.hosts[0]",
					"wiki.example", "proxy.assertion", "true", "proxy.bearer", "true", "oidc.redirect-uris[0]",
					"https://wiki.example/cb", "oidc.post-logout-redirect-uris[0]", "https://wiki.example/",
					"oidc.backchannel-logout-uri", "https://wiki.example/out", "oidc.public", "true", "oidc.consent",
					"true", "oidc.id-token-algorithm", "ES256", "oidc.scopes", "openid,email"))
			.entries()
			.get(0);
		assertThat(declared.details().proxy()).isNotNull()
			.satisfies((proxy) -> assertThat(proxy.assertion() && proxy.bearer()).isTrue());
		assertThat(declared.details().oidc()).isNotNull().satisfies((oidc) -> {
			assertThat(oidc.publicClient() && oidc.consent()).isTrue();
			assertThat(oidc.scopes()).containsExactly("openid", "email");
			assertThat(oidc.backchannelLogoutUri()).isEqualTo("https://wiki.example/out");
			assertThat(oidc.idTokenAlgorithm()).isEqualTo("ES256");
		});
		assertThat(declared.secretHash()).isNull();
		assertThat(RegistryFixture.declarations(Map.of()).entries()).isEmpty();
		assertThat(RegistryFixture.declarations(Map.of("latchkey.applications", "")).entries()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "client-id | Wiki | client-id", "client-id | latchkey | client-id",
			"client-id | '' | client-id is missing", "name | '' | name", "home | javascript:x | home",
			"permission | Wiki | permission", "proxy.hosts | a b | proxy.hosts", "proxy.hosts | '' | proxy.hosts",
			"proxy.bearer | true | proxy.hosts", "introspect | true | client-secret is",
			"oidc.public | true | oidc.redirect-uris", "oidc.redirect-uris | http://a.example/ | oidc.redirect-uris",
			"introspect | maybe | introspect cannot be read", "permision | wiki:use | permision is no member",
			"proxy.host | a.example | proxy.host is no member", "proxy.hosts[0].x | a | is no member",
			"proxy | a | is no member", "name[0] | a | is no member", "declared | true | declared is no member",
			"oidc.id-token-algorithm | none | oidc.redirect-uris" })
	void saysWhatIsWrongAndWhatToDo(String member, String value, String fault) {
		assertThatExceptionOfType(StartupException.class)
			.isThrownBy(() -> RegistryFixture.declarations(entry(member, value)))
			.satisfies((ex) -> {
				assertThat(ex).hasMessageStartingWith("latchkey.applications[0]").hasMessageContaining(fault);
				assertThat(ex.action()).endsWith("and start again.");
			});
	}

	/**
	 * An application with that client id would take Latchkey's own access tokens for its
	 * own.
	 */
	@Test
	void reservesTheAudienceOfLatchkeysOwnTokens() {
		Map<String, Object> settings = entry("permission", "wiki:use");
		assertThat(RegistryFixture.declarations(settings).entries()).hasSize(1);
		settings.put("latchkey.jwt.audience", "wiki");
		assertThatExceptionOfType(StartupException.class).isThrownBy(() -> RegistryFixture.declarations(settings))
			.withMessageStartingWith("latchkey.applications[0] (wiki): client-id")
			.withMessageContaining("latchkey.jwt.audience");
	}

	@ParameterizedTest
	@CsvSource({ "client-secret,hunter2", "client-secret,has+a+plus+sign-in-it", "client-secret,has%a%percent-in-it",
			"client-secret,has a space within it", "client-secrett,0123456789abcdef0123456789abcdef" })
	void repeatsNoSecret(String member, String secret) {
		assertThatExceptionOfType(StartupException.class)
			.isThrownBy(() -> RegistryFixture.declarations(entry("introspect", "true", member, secret)))
			.satisfies((ex) -> assertThat(ex.getMessage() + ex.action() + ex.getCause()).doesNotContain(secret));
	}

	@ParameterizedTest
	@CsvSource({ "client-id,wiki,client-id", "name,Wiki,name", "proxy.hosts,Wiki.example.,proxy.hosts" })
	void refusesTwoThatShareWhatNoTwoCanHave(String member, String value, String fault) {
		Map<String, Object> settings = entry("proxy.hosts", "wiki.example");
		settings.put("latchkey.applications[1].client-id", "shop");
		settings.put("latchkey.applications[1].name", "Shop");
		settings.put("latchkey.applications[1]." + member, value);
		assertThatExceptionOfType(StartupException.class).isThrownBy(() -> RegistryFixture.declarations(settings))
			.withMessageStartingWith("latchkey.applications[1] (")
			.withMessageEndingWith("): %s has what latchkey.applications[0] has.".formatted(fault));
	}

}
