package dev.latchkey.browser;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.latchkey.application.Application;
import dev.latchkey.application.ApplicationDirectory;
import dev.latchkey.harness.Authenticator;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Repetitions;
import dev.latchkey.harness.RunsIn;
import dev.latchkey.oauth.ApplicationGrants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pages in a real browser, in both modes.
 */
@ExtendWith(ChromiumExtension.class)
class BrowserTests {

	private static final String OWN_PASSWORD = "copper-lantern-meadow-58";

	private static final List<String> PAGES = List.of("/", "/devices", "/factors", "/activate?user_code=WDJB-MJHT",
			"/password", "/password?error=common", "/password?error=current_wrong", "/admin/users",
			"/admin/users?q=nobody-at-all", "/admin/users/admin", "/admin/overview", "/admin/roles",
			"/admin/roles/USER", "/admin/keys", "/admin/online", "/admin/applications", "/admin/applications/looked-at",
			"/admin/applications/looked-at/sessions", "/apps/looked-at",
			"/consent?client_id=looked-at&scope=openid+roles&continue=/oauth2/authorize?x", "/nothing-here", "/login",
			"/login?error", "/logout", "/login?reason=forced_logout", "/login?logout", "/forgot", "/reset", "/email",
			"/profile");

	/**
	 * What the mode's cookies have to do with.
	 */
	abstract static class Pages {

		Latchkey latchkey;

		private Visitors visitors;

		@BeforeEach
		void use(Latchkey started, Visitors those) {
			this.latchkey = started;
			this.visitors = those;
		}

		Visitor visitor() {
			return this.visitors.at(this.latchkey);
		}

		Visitor visitor(Browser.NewContextOptions options) {
			return this.visitors.at(this.latchkey, options);
		}

		Person someone() {
			return this.latchkey.newPerson("USER");
		}

		Visitor admin() {
			return visitor().signIn(Latchkey.ADMIN);
		}

		@Test
		void showsWhoSignedIn() {
			Person alice = someone();
			Visitor visitor = visitor().open("/");
			assertThat(visitor.page()).hasTitle("Sign in · Latchkey");
			visitor.enter(alice);
			assertThat(visitor.heading()).hasText("Hello, " + alice.username());
			assertThat(visitor.page().locator("main")).containsText("USER");
			assertThat(visitor.page().locator("main"))
				.containsText(this.latchkey.mode().name().toLowerCase(Locale.ROOT));
		}

		@ParameterizedTest
		@ValueSource(booleans = { true, false })
		void keepsOneSignedInWhereThatIsWanted(boolean wanted) {
			Person alice = someone();
			Visitor visitor = visitor().open("/login");
			visitor.field("Keep me signed in on this device").setChecked(wanted);
			visitor.enter(alice);
			assertThat(visitor.heading()).containsText(alice.username());
			boolean outlivesTheBrowser = visitor.context()
				.cookies()
				.stream()
				.filter((cookie) -> Set.of(Client.COOKIE, Client.REFRESH_COOKIE).contains(cookie.name))
				.anyMatch((cookie) -> cookie.expires > 0);
			assertThat(outlivesTheBrowser).isEqualTo(wanted);
		}

		@Test
		void setsUpAnAuthenticatorAppAndSignsInWithIt() {
			Person alice = someone();
			Visitor visitor = visitor().signIn(alice);
			visitor.link("Second factor").click();
			visitor.button("Set up an authenticator app").click();
			assertThat(visitor.page().getByRole(AriaRole.IMG, new Page.GetByRoleOptions().setName("QR code")).first())
				.isVisible();
			assertThat(Look.at(visitor.page())).isEmpty();
			visitor.page().getByText("Or type it in").click();
			Authenticator app = new Authenticator(this.latchkey, visitor.page().locator("#secret").textContent(),
					List.of());
			visitor.field("Code").fill(app.wrongCode());
			visitor.button("Set up").click();
			assertThat(visitor.page().getByRole(AriaRole.ALERT)).containsText("The code is wrong");
			visitor.field("Code").fill(app.code());
			visitor.button("Set up").click();
			assertThat(visitor.heading()).hasText("Your recovery codes");
			assertThat(Look.at(visitor.page())).isEmpty();
			String recovery = visitor.page().locator("#recovery-codes code").first().textContent();
			visitor.link("I have kept them").click();
			assertThat(visitor.page().locator("main")).containsText("10 are left");
			assertThat(Look.at(visitor.page())).isEmpty();
			app.forgetUsed(alice.username());
			Visitor elsewhere = visitor(new Browser.NewContextOptions().setJavaScriptEnabled(false)).open("/devices");
			elsewhere.field("Keep me signed in on this device").setChecked(true);
			elsewhere.enter(alice);
			assertThat(elsewhere.heading()).hasText("Enter your code");
			elsewhere.field("Code of your authenticator app").fill(app.wrongCode());
			elsewhere.button("Sign in").first().click();
			assertThat(elsewhere.page().getByRole(AriaRole.ALERT)).containsText("The code is wrong");
			elsewhere.field("Code of your authenticator app").fill(app.code());
			elsewhere.button("Sign in").first().click();
			assertThat(elsewhere.page()).hasTitle("Your devices · Latchkey");
			Visitor lost = visitor().signIn(alice);
			assertThat(Look.at(lost.page())).isEmpty();
			lost.page().getByText("Use a recovery code").click();
			lost.field("Recovery code").fill(recovery);
			lost.button("Sign in").last().click();
			assertThat(lost.heading()).containsText(alice.username());
		}

		@Test
		void saysThatAnAdministratorSignedOneOut() {
			Person alice = someone();
			Visitor visitor = visitor().signIn(alice);
			assertThat(visitor.heading()).containsText(alice.username());
			Visitor admin = admin();
			admin.link("Administration").click();
			admin.link("Users").first().click();
			admin.field("Name or address").fill(alice.username());
			admin.button("Show").click();
			admin.link(alice.username()).first().click();
			admin.page().getByText("Sign out everywhere…").click();
			admin.button("Sign " + alice.username() + " out everywhere").click();
			assertThat(admin.notice()).hasText(alice.username() + " is signed out everywhere.");
			visitor.link("Devices").click();
			assertThat(visitor.notice()).hasText("An administrator signed you out.");
			visitor.enter(alice);
			assertThat(visitor.page()).hasTitle("Your devices · Latchkey");
		}

	}

	/**
	 * And what the pages show and how they look, which is the same in both modes.
	 */
	abstract static class AllPages extends Pages {

		@Test
		void goesOnToThePageThatWasWanted() {
			Visitor visitor = visitor().open("/devices").enter(someone());
			assertThat(visitor.page()).hasTitle("Your devices · Latchkey");
		}

		@Test
		void goesOnToAnApplicationOnAnotherHost() {
			try (LeadingElsewhere way = LeadingElsewhere.in(this.latchkey, "http://127.0.0.1:")) {
				Person alice = someone();
				Visitor visitor = visitor().open(way.path()).enter(alice);
				visitor.page().waitForURL("http://127.0.0.1:*/login");
				// chooses a password on the way
				Person newcomer = alice.with(this.latchkey.admin()
					.post("/api/admin/users/" + alice.username() + "/password")
					.expect(200)
					.text("/temporary_password"));
				Visitor changing = visitor().open(way.path()).enter(newcomer);
				changing.field("Current password").fill(newcomer.password());
				changing.field("Current password").fill("wrong-password-1");
				changing.field("New password").fill(OWN_PASSWORD);
				changing.button("Change password").click();
				assertThat(changing.notice()).hasText("The current password is wrong.");
				changing.field("Current password").fill(newcomer.password());
				changing.field("New password").fill(OWN_PASSWORD);
				changing.button("Change password").click();
				changing.page().waitForURL("http://127.0.0.1:*/login");
			}
		}

		@Test
		void signsOut() {
			Visitor visitor = visitor().signIn(someone());
			visitor.button("Sign out").click();
			assertThat(visitor.notice()).hasText("You are signed out.");
			visitor.open("/");
			assertThat(visitor.page()).hasTitle("Sign in · Latchkey");
		}

		@Test
		void showsWhoIsOnlineAndEndsOne() {
			Person alice = someone();
			Visitor visitor = visitor().signIn(alice);
			assertThat(visitor.heading()).containsText(alice.username());
			Visitor admin = admin().open("/admin/online");
			admin.field("Name").fill(alice.username());
			admin.button("Show").click();
			assertThat(admin.page().locator("main tbody tr")).hasCount(1);
			Locator entry = admin.entry(alice.username());
			assertThat(entry).containsText("Chrome on Linux");
			entry.getByText("Sign out…").click();
			admin.button("Sign " + alice.username() + " out there").click();
			assertThat(admin.notice()).hasText(alice.username() + " is signed out there.");
			assertThat(admin.entry(alice.username())).hasCount(0);
			assertThat(admin.field("Name")).hasValue(alice.username());
			visitor.page().reload();
			assertThat(visitor.notice()).hasText("An administrator signed you out.");
		}

		@Test
		void asksForAPasswordOfOnesOwnAtTheFirstLogin() {
			String name = "newcomer-in-" + this.latchkey.mode().name().toLowerCase(Locale.ROOT);
			Visitor admin = admin().open("/admin/users");
			admin.page().getByText("New user").click();
			admin.field("Name").fill(name);
			admin.button("Create user").click();
			assertThat(admin.notice()).containsText("Temporary password of " + name);
			assertThat(admin.notice().locator("time")).hasAttribute("datetime", Pattern.compile(".*Z"));
			Person newcomer = new Person(name, admin.notice().locator("code").textContent());
			Visitor visitor = visitor().signIn(newcomer);
			assertThat(visitor.heading()).hasText("Choose a password");
			assertThat(visitor.notice()).containsText("choosing your own");
			visitor.open("/devices");
			assertThat(visitor.heading()).hasText("Choose a password");
			changePassword(visitor, newcomer.password(), "password1");
			assertThat(visitor.notice()).containsText("one of the most common");
			assertThat(visitor.field("New password")).isFocused();
			changePassword(visitor, newcomer.password(), newcomer.password());
			assertThat(visitor.notice()).containsText("the one that you were given");
			changePassword(visitor, newcomer.password(), OWN_PASSWORD);
			// where the newcomer wanted to go
			assertThat(visitor.heading()).hasText("Your devices");
			visitor.open("/");
			assertThat(visitor.heading()).hasText("Hello, " + name);
			changePassword(visitor.open("/password"), OWN_PASSWORD, OWN_PASSWORD + " again");
			assertThat(visitor.notice()).hasText("Your password is changed.");
		}

		private static void changePassword(Visitor visitor, String current, String replacement) {
			visitor.field("Current password").fill(current);
			visitor.field("New password").fill(replacement);
			visitor.button("Change password").click();
		}

		@ParameterizedTest
		@CsvSource({ "false, Sign in · Latchkey", "true, Home · Latchkey" })
		void signsOtherDevicesOutWithANewPasswordUnlessTheyAreKept(boolean kept, String then) {
			Person alice = someone();
			Visitor other = visitor().signIn(alice);
			assertThat(other.heading()).containsText(alice.username());
			Visitor visitor = visitor().signIn(alice);
			visitor.link("Password").first().click();
			changePassword(visitor, "not-the-password", OWN_PASSWORD);
			assertThat(visitor.notice()).hasText("The current password is wrong.");
			visitor.field("Stay signed in on my other devices").setChecked(kept);
			changePassword(visitor, alice.password(), OWN_PASSWORD);
			assertThat(visitor.notice()).hasText("Your password is changed.");
			other.page().reload();
			assertThat(other.page()).hasTitle(then);
		}

		@Test
		void endsAnotherDevice() {
			Person alice = someone();
			Visitor phone = visitor(new Browser.NewContextOptions().setUserAgent("Mozilla/5.0 (iPhone; CPU iPhone OS "
					+ "18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 "
					+ "Safari/604.1"))
				.signIn(alice);
			assertThat(phone.heading()).isVisible();
			Visitor laptop = visitor().signIn(alice);
			laptop.link("Devices").click();
			assertThat(laptop.entry("This device")).containsText("Chrome on Linux");
			laptop.entry("Safari on iPhone").getByText("Sign out…").click();
			laptop.button("Sign that device out").click();
			assertThat(laptop.notice()).hasText("That device is signed out.");
			assertThat(laptop.entry("Safari on iPhone")).hasCount(0);
			phone.link("Devices").click();
			assertThat(phone.notice()).hasText("You signed out, here or from another device.");
		}

		@Test
		void saysThatTheNameOrThePasswordIsWrong() {
			Person alice = someone();
			Visitor visitor = visitor().open("/devices").enter(alice.with("not-the-password"));
			assertThat(visitor.notice()).hasText("The name or the password is wrong.");
			assertThat(visitor.field("Name")).hasAccessibleDescription("The name or the password is wrong.");
			assertThat(visitor.field("Name")).isFocused();
			visitor.enter(alice);
			assertThat(visitor.page()).hasTitle("Your devices · Latchkey");
		}

		@Test
		void worksWithoutScripts() {
			Person alice = someone();
			Visitor visitor = visitor(new Browser.NewContextOptions().setJavaScriptEnabled(false)).signIn(alice);
			assertThat(visitor.heading()).hasText("Hello, " + alice.username());
			visitor.button("Sign out").click();
			assertThat(visitor.notice()).hasText("You are signed out.");
		}

		@Test
		void signsEverybodyOutAfterASecondClick() {
			Visitor visitor = visitor().signIn(someone());
			assertThat(visitor.heading()).isVisible();
			Visitor admin = admin().open("/admin/online");
			assertThat(admin.button("Sign out everybody now")).isHidden();
			admin.page().getByText("Sign out everybody…").click();
			admin.button("Sign out everybody now").click();
			assertThat(admin.notice()).hasText("An administrator signed everybody out.");
			visitor.page().reload();
			assertThat(visitor.notice()).hasText("An administrator signed everybody out.");
		}

		@Test
		void endsAllOtherDevices() {
			Person alice = someone();
			List<Visitor> others = List.of(visitor().signIn(alice), visitor().signIn(alice));
			others.forEach((other) -> assertThat(other.heading()).isVisible());
			Visitor visitor = visitor().signIn(alice);
			visitor.link("Devices").click();
			visitor.page().getByText("Sign out all other devices…").click();
			visitor.button("Sign out all other devices").click();
			assertThat(visitor.notice()).hasText("All other devices are signed out.");
			assertThat(visitor.page().locator("main li:not(.activity *)")).hasCount(1);
			others.forEach((other) -> {
				other.page().reload();
				assertThat(other.page()).hasTitle("Sign in · Latchkey");
			});
		}

		@Test
		void worksByKeyboardAlone() {
			Person alice = someone();
			Visitor visitor = visitor().open("/login");
			assertThat(visitor.field("Name")).isFocused();
			visitor.page().keyboard().type(alice.username());
			visitor.page().keyboard().press("Tab");
			assertThat(visitor.field("Password")).isFocused();
			assertThat(visitor.field("Password")).hasCSS("outline-style", "solid");
			visitor.page().keyboard().type(alice.password());
			visitor.page().keyboard().press("Enter");
			assertThat(visitor.heading()).hasText("Hello, " + alice.username());
			visitor.page().keyboard().press("Tab");
			assertThat(visitor.link("Skip to the content")).isFocused();
			assertThat(visitor.link("Skip to the content")).isInViewport();
			visitor.page().keyboard().press("Enter");
			assertThat(visitor.page().locator("main")).isFocused();
			visitor.page().keyboard().press("Tab");
			assertThat(visitor.page().locator(".tiles a").first()).isFocused();
		}

		@Test
		void managesAUser() {
			Person alice = someone();
			String name = alice.username();
			Visitor admin = manage(admin(), alice);
			admin.page().getByText("Disable…").click();
			admin.button("Disable " + name).click();
			assertThat(admin.notice()).hasText(name + " is disabled, and signed out everywhere.");
			assertThat(admin.page().locator(".facts")).containsText("disabled");
			admin.button("Enable").click();
			assertThat(admin.notice()).hasText(name + " is enabled, and can sign in.");
			admin.page().getByText("Roles…").click();
			admin.field("ADMIN").check();
			admin.button("Save roles").click();
			assertThat(admin.notice()).hasText(name + " has these roles now: ADMIN, USER.");
			admin.page().getByText("Reset password…").click();
			admin.button("Reset the password of " + name).click();
			assertThat(admin.notice()).containsText("Temporary password of " + name);
			assertThat(admin.page().locator(".activity").last()).containsText("Password reset by an administrator");
			manage(admin, alice).page().getByText("Delete…").click();
			admin.button("Delete " + name).click();
			assertThat(admin.notice()).hasText(name + " is deleted, and signed out everywhere.");
			admin.open("/admin/users?done=delete&gone=admin");
			assertThat(admin.notice()).hasCount(0);
		}

		@Test
		void showsAndRemovesTheFactorsOfAUser() {
			Person alice = someone();
			Visitor admin = manage(admin(), alice);
			Locator factors = admin.page().locator("section[aria-labelledby=factors]");
			assertThat(factors).containsText(alice.username() + " has none.");
			Authenticator.setUp(this.latchkey, this.latchkey.login(alice));
			Passkeys.pretend(this.latchkey, alice);
			admin.page().reload();
			assertThat(factors).containsText("Authenticator app");
			assertThat(factors).containsText("Set up");
			assertThat(factors).containsText("Phone");
			assertThat(factors).containsText("Never");
			assertThat(factors).containsText("10 left");
			assertThat(Look.at(opened(admin))).isEmpty();
			admin.page().reload();
			admin.page().getByText("Reset second factors…").click();
			admin.button("Reset the second factors of " + alice.username()).click();
			assertThat(admin.notice())
				.hasText(alice.username() + " has no second factor any more, and is signed out everywhere.");
			assertThat(factors).containsText(alice.username() + " has none.");
		}

		@Test
		void changesWhatIsKnownOfAUser() {
			Person alice = someone();
			String address = alice.username() + "@people.example";
			Visitor admin = manage(admin(), alice);
			admin.page().getByText("Name and address…").click();
			admin.field("Full name").fill("Alice Liddell");
			admin.field("E-mail address").fill("no address");
			admin.button("Save name and address").click();
			assertThat(admin.notice()).hasText("This is not an e-mail address.");
			assertThat(admin.field("E-mail address")).isFocused();
			assertThat(admin.field("Full name")).hasValue("Alice Liddell");
			assertThat(Look.at(admin.page())).isEmpty();
			admin.field("E-mail address").fill(address);
			admin.field("Language of pages and e-mails").selectOption("de");
			admin.button("Save name and address").click();
			assertThat(admin.notice()).hasText("Name, address and language of " + alice.username() + " are saved.");
			assertThat(admin.page().locator(".facts").first()).containsText("Alice Liddell");
			assertThat(admin.page().locator(".facts").first()).containsText(address);
			JsonNode user = this.latchkey.admin().get("/api/admin/users/" + alice.username()).expect(200).json();
			assertThat(user.get("language").asString()).isEqualTo("de");
			admin.page().getByText("Name and address…").click();
			admin.field("Full name").fill("");
			admin.button("Save name and address").click();
			assertThat(admin.page().locator(".facts").first()).not().containsText("Alice Liddell");
			assertThat(admin.page().locator(".facts").first()).containsText(address);
		}

		@Test
		void handsLinksOverWhereThereIsNoMail() {
			String name = "invited-in-" + this.latchkey.mode().name().toLowerCase(Locale.ROOT);
			this.latchkey.admin()
				.post("/api/admin/users", Map.of("username", name, "email", name + "@people.example"))
				.expect(201);
			Visitor admin = manage(admin(), new Person(name, ""));
			assertThat(admin.button("Make a link to reset the password")).hasCount(0);
			admin.button("Make an invitation to hand over").click();
			assertThat(admin.notice()).containsText("An invitation for " + name);
			String link = admin.notice().locator("code").textContent();
			assertThat(Look.at(admin.page())).isEmpty();
			Visitor invited = visitor(new Browser.NewContextOptions().setJavaScriptEnabled(false)).open(link);
			invited.field("New password").fill(OWN_PASSWORD);
			invited.button("Set the password").click();
			invited.open("/").enter(new Person(name, OWN_PASSWORD));
			assertThat(invited.heading()).hasText("Hello, " + name);
			manage(admin, new Person(name, "")).button("Make a link to reset the password").click();
			assertThat(admin.notice()).containsText("A link for " + name + " to choose a new password");
			assertThat(admin.notice().locator("code")).containsText("/reset/");
			assertThat(admin.button("Make an invitation to hand over")).hasCount(0);
		}

		@Test
		void createsChangesAndDeletesARole() {
			Visitor admin = admin().open("/admin/roles");
			admin.page().getByText("New role").click();
			admin.field("Name").fill("USER");
			admin.button("Create role").click();
			assertThat(admin.notice()).hasText("There is a role of that name.");
			admin.field("Name").fill("WIKI_READER");
			admin.field("users:read").check();
			admin.field("Permissions of your own").fill("wiki:read wiki:list");
			admin.button("Create role").click();
			assertThat(admin.notice()).hasText("The role WIKI_READER is created.");
			assertThat(admin.page().locator(".facts code"))
				.hasText(new String[] { "users:read", "wiki:list", "wiki:read" });
			assertThat(Look.at(opened(admin))).isEmpty();
			admin.open("/admin/roles/WIKI_READER").page().getByText("Change it").click();
			admin.field("users:read").uncheck();
			admin.field("Requires a second factor").check();
			admin.button("Save").click();
			assertThat(admin.notice()).hasText("The role WIKI_READER is changed.");
			assertThat(admin.page().locator(".facts")).containsText("Required");
			admin.page().getByText("Delete…").click();
			admin.button("Delete WIKI_READER").click();
			assertThat(admin.notice()).hasText("The role WIKI_READER is deleted.");
		}

		@Test
		void rotatesAndRevokesKeys() {
			Visitor admin = admin().open("/admin/keys");
			admin.button("Rotate keys").click();
			assertThat(admin.notice()).containsText("The next keys take over");
			Locator last = admin.page().locator(".rows > li").last();
			String kid = last.locator("code").first().textContent();
			last.getByText("Revoke…").click();
			last.getByText("Revoke this key").click();
			assertThat(admin.notice()).hasText("The key " + kid + " is revoked.");
			assertThat(Look.at(opened(admin))).isEmpty();
		}

		@Test
		void endsOneSessionOfAUser() {
			Person alice = someone();
			Visitor visitor = visitor().signIn(alice);
			assertThat(visitor.heading()).containsText(alice.username());
			Visitor admin = manage(admin(), alice);
			admin.entry("Chrome on Linux").getByText("Sign out…").click();
			admin.button("Sign " + alice.username() + " out there").click();
			assertThat(admin.notice()).hasText(alice.username() + " is signed out there.");
			assertThat(admin.page().locator("main")).containsText("Nowhere at present.");
			visitor.page().reload();
			assertThat(visitor.notice()).hasText("An administrator signed you out.");
		}

		@Test
		void saysWhatIsWrongWithAName() {
			Person alice = someone();
			Visitor admin = admin().open("/admin/users");
			admin.page().getByText("New user").click();
			admin.field("Name").fill(alice.username());
			admin.button("Create user").click();
			assertThat(admin.notice()).hasText("That name is taken.");
			assertThat(admin.field("Name")).hasValue(alice.username());
			admin.field("Name").fill("two words");
			admin.button("Create user").click();
			assertThat(admin.notice()).containsText("That name is not allowed.");
			assertThat(admin.field("Name")).isFocused();
		}

		@Test
		void leadsBackFromAProblem() {
			Visitor admin = admin();
			manage(admin, Latchkey.ADMIN).page().getByText("Delete…").click();
			admin.button("Delete admin").click();
			assertThat(admin.heading()).hasText("No administrator would be left");
			assertThat(Look.at(admin.page())).isEmpty();
			admin.link("Back").click();
			assertThat(admin.page()).hasTitle("admin · Latchkey");
			admin.open("/nothing-here");
			assertThat(admin.heading()).hasText("There is nothing here");
			admin.link("Back").click();
			assertThat(admin.page()).hasTitle("admin · Latchkey");
		}

		@Test
		void showsTheUsersInPages() {
			String part = "paged-in-" + this.latchkey.mode().name().toLowerCase(Locale.ROOT);
			for (int i = 10; i < 61; i++) {
				this.latchkey.sql()
					.sql("insert into account (id, username, password_hash, status, must_change_password, created_at) "
							+ "values (?, ?, 'none', 'active', false, current_timestamp)")
					.params(part + i, part + i)
					.update();
			}
			Visitor admin = admin().open("/admin/users?role=&status=active&sort=-name&q=" + part);
			Locator rows = admin.page().locator("main tbody tr");
			assertThat(admin.page().locator("main")).containsText("51 users");
			assertThat(rows.first()).containsText(part + "60");
			admin.link("Next").click();
			assertThat(rows).hasCount(1);
			assertThat(admin.entry(part + "10")).isVisible();
			assertThat(admin.field("Status")).hasValue("active");
			assertThat(admin.field("Name or address")).hasValue(part);
			admin.link("Previous").click();
			assertThat(rows).hasCount(50);
			admin.link("Name").click();
			assertThat(rows.first()).containsText(part + "10");
			assertThat(admin.page().locator("[aria-sort=ascending]")).hasText("Name");
		}

		@Test
		void offersOnlyWhatOneMayDo() {
			Visitor user = visitor().signIn(someone());
			assertThat(user.link("Devices")).isVisible();
			assertThat(user.link("Administration")).hasCount(0);
			assertThat(user.link("Users")).hasCount(0);
			user.open("/admin/users");
			assertThat(user.heading()).hasText("Not allowed");
			this.latchkey.admin()
				.put("/api/admin/roles/READER", Map.of("permissions", List.of("users:read", "sessions:read")))
				.expect(200, 201, 204);
			Visitor reader = visitor().signIn(this.latchkey.newPerson("READER"));
			reader.link("Administration").click();
			reader.link("Users").first().click();
			assertThat(reader.entry("admin")).isVisible();
			assertThat(reader.page().getByText("New user")).hasCount(0);
			reader.link("admin").first().click();
			assertThat(reader.heading()).hasText("admin");
			assertThat(reader.page().locator("main button")).hasCount(0);
			reader.link("Online").click();
			assertThat(reader.entry("admin").first()).isVisible();
			assertThat(reader.page().locator("main").getByText("Sign out")).hasCount(0);
		}

		@Test
		void registersAnApplicationAndRenewsItsSecret() {
			Visitor admin = admin();
			admin.link("Administration").click();
			admin.link("Applications").first().click();
			admin.page().getByText("New application").click();
			admin.field("Name").fill("Notes");
			admin.field("Client id").fill("notes");
			admin.field("Redirect URIs").fill("http://notes.example/cb");
			admin.button("Add application").click();
			assertThat(admin.notice()).containsText("Those redirect URIs are not allowed.");
			assertThat(admin.field("Name")).hasValue("Notes");
			admin.field("Redirect URIs").fill("https://notes.example/cb\nhttps://notes.example/silent");
			admin.button("Add application").click();
			assertThat(admin.notice()).containsText("Secret of Notes");
			String first = admin.notice().locator("code").first().textContent();
			admin.field("Name, client id or host").fill("NOTES");
			admin.field("Way in").selectOption("oidc");
			admin.button("Show").click();
			assertThat(admin.page().locator("main .rows > li")).hasCount(1);
			assertThat(admin.field("Way in")).hasValue("oidc");
			admin.page().getByLabel("Open Notes").click();
			assertThat(admin.heading()).hasText("Notes");
			assertThat(admin.page().locator("main")).containsText("https://notes.example/silent");
			admin.page().getByText("Change it").click();
			admin.field("People are asked before it learns of them").check();
			admin.button("Save").click();
			assertThat(admin.notice()).hasText("The application Notes is changed.");
			assertThat(admin.page().locator("main")).containsText("people are asked first");
			admin.page().getByText("Make a new secret").first().click();
			admin.button("Make a new secret").click();
			assertThat(admin.notice()).containsText("Secret of Notes");
			assertThat(admin.notice().locator("code").first()).not().hasText(first);
			assertThat(Look.at(opened(admin))).isEmpty();
			admin.link("Delete…").click();
			admin.button("Delete Notes").click();
			assertThat(admin.notice()).hasText("The application notes is deleted, with all that it was given.");
		}

		private void registerWhatIsLookedAt() {
			this.latchkey.admin()
				.post("/api/admin/applications",
						Map.of("client_id", "looked-at", "name", "L".repeat(64), "home", "https://looked.example/",
								"oidc",
								Map.of("redirect_uris", List.of("https://looked.example/" + "l".repeat(200)),
										"backchannel_logout_uri", "https://looked.example/out")))
				.expect(201, 409);
		}

		/**
		 * Give the application something in the newest session of a person.
		 */
		private void connect(Person person) {
			String handle = this.latchkey.sql()
				.sql("select s.handle from user_session s join account a on a.id = s.account_id where a.username = ? "
						+ "order by s.started_at desc fetch first 1 rows only")
				.param(person.username())
				.query(String.class)
				.single();
			Application application = Objects
				.requireNonNull(this.latchkey.bean(ApplicationDirectory.class).byClientId("looked-at"));
			ApplicationGrants grants = this.latchkey.bean(ApplicationGrants.class);
			grants.open(grants.allow(handle, application, new TreeSet<>(Set.of("openid", "profile", "roles"))),
					application);
		}

		@Test
		void takesTheAccessOfAnApplicationAway() {
			registerWhatIsLookedAt();
			Person alice = someone();
			Visitor visitor = visitor().signIn(alice);
			assertThat(visitor.page().locator("main")).not().containsText("Has access since");
			connect(alice);
			visitor.open("/");
			assertThat(visitor.page().locator("main")).containsText("Has access since");
			visitor.page().getByText("Take away…").click();
			assertThat(visitor.page().locator("main")).containsText("see your roles");
			visitor.button("Take the access away").click();
			assertThat(visitor.notice().first()).containsText("The application no longer has access.");
			assertThat(visitor.page().locator("main")).not().containsText("Has access since");
		}

		private static Stream<ColorScheme> schemes() {
			// a phone is dark in each run
			return Repetitions.full() ? Stream.of(ColorScheme.LIGHT, ColorScheme.DARK) : Stream.of(ColorScheme.LIGHT);
		}

		@ParameterizedTest
		@MethodSource("schemes")
		void keepsNobodyOutOfAPage(ColorScheme scheme) {
			registerWhatIsLookedAt();
			Visitor admin = visitor(new Browser.NewContextOptions().setColorScheme(scheme)).signIn(Latchkey.ADMIN);
			assertThat(admin.heading()).isVisible();
			connect(Latchkey.ADMIN);
			for (String path : PAGES) {
				admin.open(path);
				assertThat(Look.at(opened(admin))).as(path).isEmpty();
			}
		}

		@Test
		void fitsAPhone() {
			registerWhatIsLookedAt();
			Visitor admin = visitor(
					new Browser.NewContextOptions().setViewportSize(360, 740).setColorScheme(ColorScheme.DARK))
				.signIn(Latchkey.ADMIN);
			assertThat(admin.heading()).isVisible();
			this.latchkey.admin()
				.post("/api/admin/users", Map.of("username", "w".repeat(64), "password", Latchkey.PASSWORD));
			this.latchkey.login(new Person("w".repeat(64), Latchkey.PASSWORD));
			connect(Latchkey.ADMIN);
			for (String path : PAGES) {
				admin.open(path);
				assertThat(Look.at(opened(admin))).as(path).isEmpty();
			}
		}

		/**
		 * Find the user, and go to the page of that user.
		 */
		private static Visitor manage(Visitor admin, Person person) {
			admin.open("/admin/users?q=" + person.username());
			admin.link(person.username()).first().click();
			assertThat(admin.heading()).hasText(person.username());
			return admin;
		}

		/**
		 * Open all that a page folds away.
		 */
		private static Page opened(Visitor visitor) {
			visitor.page().evaluate("document.querySelectorAll('details').forEach((e) => e.removeAttribute('name'))");
			visitor.page().evaluate("document.querySelectorAll('details').forEach((e) => e.open = true)");
			return visitor.page();
		}

	}

	@Nested
	@RunsIn(value = Latchkey.Mode.SESSION, own = true)
	class InSessionMode extends AllPages {

	}

	@Nested
	@RunsIn(value = Latchkey.Mode.JWT, own = true)
	class InJwtMode extends Pages {

	}

	@Nested
	@Tag("full")
	@RunsIn(value = Latchkey.Mode.JWT, own = true)
	class InJwtModeInFull extends AllPages {

	}

}
