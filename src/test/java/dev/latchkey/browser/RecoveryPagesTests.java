package dev.latchkey.browser;

import java.util.Map;

import com.microsoft.playwright.Browser;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.MailServer;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.RunsIn;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The way back in, in a real browser, with and without scripts.
 */
@ExtendWith({ ChromiumExtension.class, MailServer.class })
@RunsIn(value = Latchkey.Mode.SESSION, with = { MailServer.HOST, MailServer.PORT, MailServer.FROM })
class RecoveryPagesTests {

	private static final String CHOSEN = "copper-lantern-meadow-58";

	private static Browser.NewContextOptions with(boolean scripts) {
		return new Browser.NewContextOptions().setJavaScriptEnabled(scripts);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void getsAnInvitedPersonInAndBackIn(boolean scripts, Latchkey latchkey, Visitors visitors) {
		String name = "guest-" + scripts;
		String address = name + "@browser.example";
		latchkey.admin().post("/api/admin/users", Map.of("username", name, "email", address)).expect(201);
		String invitation = MailServer.token(MailServer.await(address, "Your account at Latchkey"));
		Visitor visitor = visitors.at(latchkey, with(scripts)).open("/invitation/" + invitation);
		assertThat(visitor.heading()).hasText("Welcome");
		visitor.field("New password").fill(CHOSEN);
		visitor.button("Set the password").click();
		assertThat(visitor.notice()).hasText("The password is set. Sign in with it now.");
		visitor.link("To the sign-in page").click();
		visitor.link("Forgot your password?").click();
		visitor.field("Name or e-mail address").fill(address);
		visitor.button("Send the link").click();
		assertThat(visitor.notice()).containsText("an e-mail is on its way");
		String reset = MailServer.token(MailServer.await(address, "Choose a new password for Latchkey"));
		visitor.open("/reset/" + reset);
		visitor.field("New password").fill("password");
		visitor.button("Set the password").click();
		assertThat(visitor.notice()).containsText("most common");
		visitor.field("New password").fill(CHOSEN + "-2");
		visitor.button("Set the password").click();
		assertThat(visitor.notice()).hasText("The password is set. Sign in with it now.");
		visitor.open("/profile").enter(new Person(name, CHOSEN + "-2"));
		assertThat(visitor.heading()).hasText("Your profile");
		assertThat(visitor.page().locator("main")).containsText(address);
	}

	@Test
	void sendsLinksFromThePageOfAUser(Latchkey latchkey, Visitors visitors) {
		String name = "guest-again";
		String address = name + "@browser.example";
		latchkey.admin().post("/api/admin/users", Map.of("username", name, "email", address)).expect(201);
		MailServer.await(address, "Your account at Latchkey");
		Visitor admin = visitors.signedIn(latchkey, Latchkey.ADMIN);
		admin.open("/admin/users/" + name).button("Send an invitation").click();
		assertThat(admin.notice()).hasText("An invitation is on its way to " + name + ", at " + address + ".");
		Awaitility.await().until(() -> MailServer.letters(address).size() == 2);
		String invitation = MailServer.token(MailServer.letters(address).get(1));
		Visitor guest = visitors.at(latchkey, with(false)).open("/invitation/" + invitation);
		guest.field("New password").fill(CHOSEN);
		guest.button("Set the password").click();
		guest.open("/").enter(new Person(name, CHOSEN));
		assertThat(guest.heading()).hasText("Hello, " + name);
		admin.open("/admin/users/" + name).button("Send a link to reset the password").click();
		assertThat(admin.notice())
			.hasText("A link to choose a new password is on its way to " + name + ", at " + address + ".");
		MailServer.await(address, "Choose a new password for Latchkey");
	}

	@ParameterizedTest
	@MethodSource("dev.latchkey.browser.Sight#all")
	void keepsNobodyOutOnTheWay(Sight sight, Latchkey latchkey, Visitors visitors) {
		assertThat(new RecoveryWalk(sight, latchkey, visitors).wrong()).isEmpty();
	}

	@Test
	void showsALinkThatIsNoGood(Latchkey latchkey, Visitors visitors) {
		Visitor visitor = visitors.at(latchkey).open("/reset/" + "A".repeat(43));
		assertThat(visitor.notice()).containsText("This link is not good");
		visitor.link("Ask for another one").click();
		assertThat(visitor.heading()).hasText("Forgot your password?");
	}

}
