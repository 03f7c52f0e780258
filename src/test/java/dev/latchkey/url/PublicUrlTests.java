package dev.latchkey.url;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.latchkey.startup.StartupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class PublicUrlTests {

	@ParameterizedTest
	@CsvSource({ "https://login.example.com, https://login.example.com, login.example.com",
			"HTTPS://Login.Example.COM.:443/, https://login.example.com, login.example.com",
			"' https://login.example.com:8443 ', https://login.example.com:8443, login.example.com:8443",
			"https://login.example.com/auth, https://login.example.com, login.example.com",
			"https://login.example.com/auth/, https://login.example.com, login.example.com",
			"https://192.0.2.7, https://192.0.2.7, 192.0.2.7",
			"https://[2001:DB8:0::1]:8443, https://[2001:db8::1]:8443, [2001:db8::1]:8443",
			"http://localhost:8080, http://localhost:8080, localhost:8080",
			"http://login.localhost:80, http://login.localhost, login.localhost",
			"http://127.0.0.1:8080, http://127.0.0.1:8080, 127.0.0.1:8080",
			"http://[::1]:8080, http://[::1]:8080, [::1]:8080" })
	void isAnOriginInItsOneForm(String value, String origin, String host) {
		PublicUrl url = new PublicUrl(List.of(value), "/auth");
		assertThat(url.isKnown()).isTrue();
		assertThat(url.origin()).isEqualTo(origin);
		assertThat(url.host()).isEqualTo(host);
		assertThat(url.urlOf("/continue?x=1")).isEqualTo(origin + "/auth/continue?x=1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "https://login.example.com/other", "https://login.example.com/auth/login",
			"https://login.example.com/authority", "https://login.example.com//", "https://login.example.com?x=1",
			"https://login.example.com/?", "https://login.example.com#", "https://user:secret@login.example.com",
			"https://user@login.example.com", "http://login.example.com", "http://192.0.2.7:8080",
			"http://localhost.example.com", "http://127.0.0.1.example.com", "http://[::2]", "login.example.com",
			"//login.example.com", "https:login.example.com", "https://", "https:///", "https://login example.com",
			"https://login.example.com:0", "https://login.example.com:65536", "https://login.example.com:x",
			"https://login.example.com\\evil", "https://lögin.example.com", "https://login_1.example.com",
			"ftp://login.example.com", "https://a.example.com https://b.example.com", "https://login.example.com\nx",
			"https://-", "https://[::1", "https://127.1", "*" })
	void stopsTheStartWhereItIsNone(String value) {
		refuses(List.of(value));
	}

	@Test
	void stopsTheStartWhereItIsNotOne() {
		refuses(List.of());
		refuses(List.of("https://a.example.com", "https://b.example.com"));
	}

	@ParameterizedTest
	@CsvSource({ "latchkey.web.public-url, ''",
			"latchkey.web.public-url, 'https://a.example.com,https://b.example.com'",
			"latchkey.web.public-url[1], https://b.example.com" })
	void stopsTheStartWhereTheSettingsNameNotOne(String name, String value) {
		Map<String, String> settings = new HashMap<>(Map.of(name, value));
		if (name.endsWith("[1]")) {
			settings.put("latchkey.web.public-url[0]", "https://a.example.com");
		}
		List<String> bound = new Binder(new MapConfigurationPropertySource(settings))
			.bind("latchkey.web", PublicUrlSettings.class)
			.get()
			.publicUrl();
		assertThat(bound).isNotNull();
		refuses(bound);
	}

	private static void refuses(List<String> values) {
		assertThatExceptionOfType(StartupException.class).isThrownBy(() -> new PublicUrl(values, "/auth"))
			.satisfies((refusal) -> assertThat(refusal.getMessage() + refusal.action())
				.startsWith("latchkey.web.public-url ")
				.contains("https://login.example.com;")
				.doesNotContain("secret"));
	}

	@Test
	void isNotKnownUntilItIsSet() {
		PublicUrl url = new PublicUrl(null, "");
		assertThat(url.isKnown()).isFalse();
		assertThatIllegalStateException().isThrownBy(url::origin);
		assertThatIllegalStateException().isThrownBy(url::host);
		assertThatIllegalStateException().isThrownBy(() -> url.urlOf("/"));
	}

}
