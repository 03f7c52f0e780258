package dev.latchkey.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;

/**
 * Gives people passkeys.
 */
final class Passkeys {

	private Passkeys() {
	}

	/**
	 * Plug in an authenticator that makes passkeys and verifies their user.
	 * @param page a page of the browser that it is for
	 */
	static void plugInto(Page page) {
		JsonObject options = new JsonObject();
		options.addProperty("protocol", "ctap2");
		options.addProperty("transport", "internal");
		options.addProperty("hasResidentKey", true);
		options.addProperty("hasUserVerification", true);
		options.addProperty("isUserVerified", true);
		options.addProperty("automaticPresenceSimulation", true);
		JsonObject authenticator = new JsonObject();
		authenticator.add("options", options);
		CDPSession devTools = page.context().newCDPSession(page);
		devTools.send("WebAuthn.enable");
		devTools.send("WebAuthn.addVirtualAuthenticator", authenticator);
	}

	/**
	 * Give a person one that only looks like one.
	 */
	static void pretend(Latchkey latchkey, Person person) {
		latchkey.sql()
			.sql("insert into passkey (id, account_id, credential_id, public_key, attestation_object, transports, "
					+ "sign_count, name, created_at) select id, id, id, 'eA', 'eA', '', 0, 'Phone', current_timestamp "
					+ "from account where username = ?")
			.param(person.username())
			.update();
	}

}
