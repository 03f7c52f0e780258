package dev.latchkey.browser;

import java.util.Objects;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.RunsIn;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Passkeys in a real browser, with Chromium's virtual authenticator.
 */
class PasskeyTests {

	private static final String ADD = """
			async () => {
				const csrf = document.cookie.split("; ").filter((c) => c.includes("XSRF-TOKEN="))[0].split("=")[1];
				const post = async (url, body) => (await fetch(url, { method: "POST", body: JSON.stringify(body),
					headers: { "Content-Type": "application/json", "X-XSRF-TOKEN": csrf } })).json();
				const options = await post("/api/me/factors/passkeys/options", {});
				const credential = await navigator.credentials.create({
					publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options.public_key) });
				return (await post("/api/me/factors/passkeys", { name: "Phone", credential: credential.toJSON() })).name;
			}
			""";

	abstract static class Ceremonies {

		private static @Nullable Chromium chromium;

		@BeforeAll
		static void startTheBrowser() {
			chromium = Chromium.start();
		}

		@AfterAll
		static void stopTheBrowser() {
			if (chromium != null) {
				chromium.close();
			}
		}

		@Test
		void signsInWithoutAPassword(Latchkey latchkey) {
			Person alice = latchkey.newPerson("USER");
			Visitor visitor = new Visitor(Objects.requireNonNull(chromium).browser(),
					"http://localhost:" + latchkey.port(), new Browser.NewContextOptions());
			CDPSession devTools = visitor.context().newCDPSession(visitor.page());
			plugIn(devTools);
			visitor.open("/login");
			visitor.button("Sign in with a passkey").click();
			assertThat(visitor.page().locator(".passkey [role=status]")).isVisible();
			visitor.enter(alice);
			assertThat(visitor.heading()).containsText(alice.username());
			assertThat(visitor.page().evaluate(ADD)).isEqualTo("Phone");
			visitor.button("Sign out").click();
			visitor.open("/login?continue=/devices");
			visitor.button("Sign in with a passkey").click();
			assertThat(visitor.heading()).hasText("Your devices");
			visitor.context().close();
			assertThat(visitor.complaints()).isEmpty();
		}

		private static void plugIn(CDPSession devTools) {
			JsonObject options = new JsonObject();
			options.addProperty("protocol", "ctap2");
			options.addProperty("transport", "internal");
			options.addProperty("hasResidentKey", true);
			options.addProperty("hasUserVerification", true);
			options.addProperty("isUserVerified", true);
			options.addProperty("automaticPresenceSimulation", true);
			JsonObject authenticator = new JsonObject();
			authenticator.add("options", options);
			devTools.send("WebAuthn.enable");
			devTools.send("WebAuthn.addVirtualAuthenticator", authenticator);
		}

	}

	@Nested
	@RunsIn(Latchkey.Mode.SESSION)
	class InSessionMode extends Ceremonies {

	}

	@Nested
	@RunsIn(Latchkey.Mode.JWT)
	class InJwtMode extends Ceremonies {

	}

}
