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
			visitor.open("/factors");
			visitor.field("Name of the new passkey").fill("Phone");
			visitor.button("Add a passkey").click();
			assertThat(visitor.page().locator(".codes code")).hasCount(10);
			visitor.link("I have kept them").click();
			assertThat(visitor.page().locator("main li h3")).hasText("Phone");
			visitor.button("Sign out").click();
			visitor.open("/login?continue=/devices");
			visitor.button("Sign in with a passkey").click();
			assertThat(visitor.heading()).hasText("Your devices");
			visitor.open("/factors").page().getByText("Rename…").click();
			visitor.field("Name").fill("Laptop");
			visitor.button("Rename Phone").click();
			assertThat(visitor.page().locator("main li h3")).hasText("Laptop");
			visitor.page().getByText("Remove…").click();
			visitor.button("Remove Laptop").click();
			assertThat(visitor.page().locator("main li h3")).hasCount(0);
			visitor.context().close();
			assertThat(visitor.complaints()).isEmpty();
		}

		@Test
		void provesWhoItIsInPlaceOfThePassword(Latchkey latchkey) {
			Person alice = latchkey.newPerson("USER");
			Visitor visitor = new Visitor(Objects.requireNonNull(chromium).browser(),
					"http://localhost:" + latchkey.port(), new Browser.NewContextOptions());
			CDPSession devTools = visitor.context().newCDPSession(visitor.page());
			plugIn(devTools);
			visitor.open("/factors").enter(alice);
			visitor.field("Name of the new passkey").fill("Phone");
			visitor.button("Add a passkey").click();
			visitor.link("I have kept them").click();
			// a form that waits for it is sent then
			age(latchkey, alice);
			visitor.button("Make new ones, and void the old ones").click();
			assertThat(visitor.heading()).hasText("Show once more that it is you");
			visitor.button("Use a passkey instead").click();
			assertThat(visitor.heading()).hasText("Your recovery codes");
			// and so is the page itself left
			age(latchkey, alice);
			visitor.open("/proof?continue=/devices");
			visitor.button("Use a passkey instead").click();
			assertThat(visitor.heading()).hasText("Your devices");
			// one that is not there any more proves nothing, and the form stays
			age(latchkey, alice);
			latchkey.sql().sql("delete from passkey where name = 'Phone'").update();
			visitor.open("/proof?continue=/devices");
			visitor.button("Use a passkey instead").click();
			assertThat(visitor.page().locator(".passkey [role=status]"))
				.hasText("That passkey did not work. Try again, or use your password.");
			visitor.field("Password").fill(alice.password());
			visitor.button("Go on").click();
			assertThat(visitor.heading()).hasText("Your devices");
			visitor.context().close();
		}

		private static void age(Latchkey latchkey, Person person) {
			latchkey.sql()
				.sql("update user_session set proved_at = proved_at - interval '2' hour where account_id in "
						+ "(select id from account where username = ?)")
				.param(person.username())
				.update();
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
