package dev.latchkey.recovery;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.Latchkey.Storage;
import dev.latchkey.harness.MailServer;
import dev.latchkey.harness.RunsIn;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.web.util.HtmlUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The way back in, with a mail server, in both modes.
 */
@ExtendWith(MailServer.class)
class RecoveryTests {

	/** With all that would break out of somewhere. */
	private static final String BRAND = "Säge & Söhne: <100 %>";

	@Nested
	@RunsIn(value = Mode.SESSION, with = { MailServer.HOST, MailServer.PORT, MailServer.FROM })
	class InSessionMode extends RecoveryContract {

	}

	@Nested
	@RunsIn(value = Mode.JWT, on = Storage.POSTGRES,
			with = { MailServer.HOST, MailServer.PORT, MailServer.FROM, "latchkey.web.brand.name=" + BRAND,
					"latchkey.web.brand.logo=src/main/resources/static/assets/logo.svg",
					"latchkey.web.brand.accent=#8a2be2" })
	class InJwtMode extends RecoveryContract {

		@Override
		String brand() {
			return BRAND;
		}

		@Test
		void showsTheBrandOnPages() {
			String name = HtmlUtils.htmlEscape(BRAND, "UTF-8");
			for (String page : List.of("/login", "/forgot", "/reset/x", "/nothing-here", "/logout")) {
				Answer shown = client().browse(page);
				assertThat((shown.status() == 303) ? client().browse("/login").body() : shown.body()).as(page)
					.contains(name + "</title>", "<span>" + name + "</span>", "/assets/brand-logo", "/assets/brand.css")
					.doesNotContain(">Latchkey<", "/assets/logo.svg");
			}
			assertThat(this.latchkey.raw()
				.send("GET /login HTTP/1.1", "Accept: text/html", "Cookie: a=" + "x".repeat(40_000)))
				.contains("hne: &lt;100 %&gt;</title>")
				.doesNotContain("Latchkey");
		}

		@ParameterizedTest
		@ValueSource(strings = { "", "/.latchkey" })
		void servesTheLogoAndTheColour(String prefix) {
			Answer logo = client().get(prefix + "/assets/brand-logo").expect(200);
			assertThat(logo.header("Content-Type")).contains("image/svg+xml");
			assertThat(logo.header("Content-Security-Policy").orElse("")).contains("sandbox", "default-src 'none'");
			assertThat(logo.body()).contains("<svg");
			Answer colours = client().get(prefix + "/assets/brand.css").expect(200);
			assertThat(colours.header("Content-Type").orElse("")).startsWith("text/css");
			assertThat(colours.body()).contains("--accent: #", "prefers-color-scheme: dark");
		}

		@Test
		void tellsAuthenticatorsTheBrand() {
			Client client = this.latchkey.login(someone());
			assertThat(client.post("/api/me/factors/passkeys/options").expect(200).text("/public_key/rp/name"))
				.isEqualTo(BRAND);
			assertThat(URLDecoder.decode(client.post("/api/me/factors/totp").expect(200).text("/uri"),
					StandardCharsets.UTF_8))
				.contains("/" + BRAND.replace(":", "") + ":", "issuer=" + BRAND.replace(":", ""));
		}

	}

}
