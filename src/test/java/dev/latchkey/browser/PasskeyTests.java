package dev.latchkey.browser;

import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.RunsIn;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * Passkeys in a real browser, with Chromium's virtual authenticator.
 */
@ExtendWith(ChromiumExtension.class)
class PasskeyTests {

	abstract static class Ceremonies {

		@Test
		void signsInWithoutAPassword(Latchkey latchkey, Visitors visitors) {
			Person alice = latchkey.newPerson("USER");
			Visitor visitor = visitors.at(latchkey);
			Passkeys.plugInto(visitor.page());
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
		}

		@Test
		void provesWhoItIsInPlaceOfThePassword(Latchkey latchkey, Visitors visitors) {
			Person alice = latchkey.newPerson("USER");
			Visitor visitor = visitors.at(latchkey);
			Passkeys.plugInto(visitor.page());
			visitor.open("/factors").enter(alice);
			visitor.field("Name of the new passkey").fill("Phone");
			visitor.button("Add a passkey").click();
			visitor.link("I have kept them").click();
			// a form that waits for it is sent then
			Visitors.ageProof(latchkey, alice);
			visitor.page().getByText("Make new ones…").click();
			visitor.button("Make new recovery codes").click();
			assertThat(visitor.heading()).hasText("Show once more that it is you");
			visitor.button("Use a passkey instead").click();
			assertThat(visitor.heading()).hasText("Your recovery codes");
			// and so is the page itself left
			Visitors.ageProof(latchkey, alice);
			visitor.open("/proof?continue=/devices");
			visitor.button("Use a passkey instead").click();
			assertThat(visitor.heading()).hasText("Your devices");
			// one that is not there any more proves nothing, and the form stays
			visitor.expectingRefusals();
			Visitors.ageProof(latchkey, alice);
			latchkey.sql().sql("delete from passkey where name = 'Phone'").update();
			visitor.open("/proof?continue=/devices");
			visitor.button("Use a passkey instead").click();
			assertThat(visitor.page().locator(".passkey [role=status]"))
				.hasText("That passkey did not work. Try again, or use your password.");
			visitor.field("Password").fill(alice.password());
			visitor.button("Go on").click();
			assertThat(visitor.heading()).hasText("Your devices");
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
