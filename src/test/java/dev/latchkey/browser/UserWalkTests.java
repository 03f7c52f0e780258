package dev.latchkey.browser;

import java.util.Map;

import com.microsoft.playwright.Page;
import dev.latchkey.harness.Authenticator;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.RunsIn;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the pages about users show only once: a secret to hand over, and what became of an
 * import. Looked over like all others, {@link PageWalkTests}.
 */
@ExtendWith(ChromiumExtension.class)
@RunsIn(Latchkey.Mode.SESSION)
class UserWalkTests {

	private static final String IMPORT = "/admin/users/import";

	@ParameterizedTest
	@MethodSource("dev.latchkey.browser.Sight#all")
	void keepsNobodyOutOfWhatIsHandedOver(Sight sight, Latchkey latchkey, Visitors visitors) {
		Person alice = latchkey.newPerson("USER");
		String user = "/admin/users/" + alice.username();
		latchkey.admin()
			.patch("/api" + user, Map.of("email", alice.username() + "@walked.example", "name", "Alice Liddell"))
			.expect(200);
		Authenticator.setUp(latchkey, latchkey.login(alice));
		Passkeys.pretend(latchkey, alice);
		Walk walk = Walk.of(sight, visitors, latchkey);
		Sight.signIn(walk.page(), Latchkey.ADMIN);
		walk.open(user);
		walk.look("user-factors");
		walk.send(user + "/reset-link");
		walk.look("user-link");
		walk.send(user + "/password");
		walk.look("user-password");
		assertThat(walk.wrong()).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("dev.latchkey.browser.Sight#all")
	void keepsNobodyOutOfAnImport(Sight sight, Latchkey latchkey, Visitors visitors) {
		Person boss = latchkey.newPerson("ADMIN");
		Walk walk = Walk.of(sight, visitors, latchkey);
		Sight.signIn(walk.page(), boss);
		importUsers(walk,
				"username,email\nwalked,walked@example.com\na/b,\nwalked,\n" + "w".repeat(64) + ",no address\n");
		walk.await("[data-import-failures]");
		walk.look("user-import-failed");
		importUsers(walk, "username,shoe_size\nwalked,43\n");
		walk.await(".note.bad");
		walk.look("user-import-refused");
		if (sight.script()) {
			Visitors.ageProof(latchkey, boss);
			walk.page().locator("[name=dry_run]").uncheck();
			importUsers(walk, "username\na/b\n");
			walk.await("[data-import-proof] form");
			walk.look("user-import-proof");
		}
		assertThat(walk.wrong()).isEmpty();
	}

	private static void importUsers(Walk walk, String lines) {
		Page page = walk.page();
		if (!page.url().endsWith(IMPORT)) {
			walk.open(IMPORT);
		}
		page.locator("#users").fill(lines);
		page.locator("form[data-import] .actions button").click();
	}

}
