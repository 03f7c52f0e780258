package dev.latchkey.browser;

import java.util.List;
import java.util.Map;

import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.MailServer;
import dev.latchkey.harness.Person;

/**
 * The way of a person who is invited, forgets the password and changes the address, by
 * the links in their letters.
 */
final class RecoveryWalk {

	private static final String CHOSEN = "copper-lantern-meadow-58";

	private final Walk walk;

	private final Latchkey latchkey;

	private final String name;

	RecoveryWalk(Sight sight, Latchkey latchkey, Visitors visitors) {
		this.walk = Walk.of(sight, visitors, latchkey);
		this.latchkey = latchkey;
		this.name = "walks-" + sight;
	}

	/**
	 * Go all the way.
	 * @return what is wrong with each page
	 */
	Map<String, List<String>> wrong() {
		String address = this.name + "@walked.example";
		this.latchkey.admin().post("/api/admin/users", Map.of("username", this.name, "email", address)).expect(201);
		choosePassword("invitation", address);
		this.walk.open("/forgot");
		this.walk.look("forgot-form");
		this.walk.send("/forgot", "username_or_email", address);
		this.walk.look("forgot-sent");
		choosePassword("reset", address);
		changeAddress(this.name + "@moved.example");
		return this.walk.wrong();
	}

	private void choosePassword(String link, String address) {
		this.walk.open("/" + link + "/" + MailServer.awaitToken(address, link));
		this.walk.look("link-" + link);
		this.walk.send("/" + link, "new_password", "password");
		this.walk.look("link-" + link + "-wrong");
		this.walk.send("/" + link, "new_password", CHOSEN + link);
		this.walk.look("link-" + link + "-done");
	}

	private void changeAddress(String replacement) {
		Sight.signIn(this.walk.page(), new Person(this.name, CHOSEN + "reset"));
		this.walk.open("/profile");
		this.walk.look("profile-form");
		this.walk.open("/profile?error");
		this.walk.look("profile-wrong");
		this.walk.send("/profile", "email", replacement);
		this.walk.look("profile-sent");
		this.walk.open("/email/" + MailServer.awaitToken(replacement, "email"));
		this.walk.look("link-email-form");
		this.walk.send("/email");
		this.walk.look("link-email-done");
		this.walk.open("/profile");
		this.walk.look("profile-confirmed");
	}

}
