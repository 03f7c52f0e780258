package dev.latchkey.contract;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A part of the HTTP contract. Each part is written once; the classes at the end of the
 * inheritance run it in one mode on one storage.
 */
public abstract class Contract {

	/** What a handle looks like: 16 bytes in base64url. */
	protected static final String HANDLE = "[A-Za-z0-9_-]{22}";

	/** What a time looks like. */
	protected static final String INSTANT = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z";

	/** Well formed, and no session's. */
	public static final String NO_HANDLE = "AAAAAAAAAAAAAAAAAAAAAA";

	/** The application that this runs on. */
	protected Latchkey latchkey;

	@BeforeEach
	protected void use(Latchkey started) {
		this.latchkey = started;
	}

	protected boolean jwt() {
		return this.latchkey.mode() == Latchkey.Mode.JWT;
	}

	protected Client client() {
		return this.latchkey.client();
	}

	protected Client admin() {
		return this.latchkey.admin();
	}

	protected Person someone() {
		return this.latchkey.newPerson("USER");
	}

	/** Leave the first administrator alone with users who may do nothing special. */
	protected void deleteOtherAdministrators() {
		this.latchkey.sql()
			.sql("select distinct a.username from account a join account_role r on r.account_id = a.id where r.role <> 'USER'")
			.query(String.class)
			.list()
			.stream()
			.filter((username) -> !username.equals(Latchkey.ADMIN.username()))
			.forEach((username) -> admin().delete("/api/admin/users/" + username).expect(204));
	}

	protected static void isSignedIn(Client client) {
		client.get("/api/me").expect(200);
	}

	protected static void hasEnded(Client client, String reason) {
		client.get("/api/me").expectEnded(reason);
	}

	protected static Set<String> names(JsonNode object) {
		return new TreeSet<>(object.propertyNames());
	}

	protected static Set<String> set(String... names) {
		return new TreeSet<>(Arrays.asList(names));
	}

	protected static void holdsNoCredential(Answer answer) {
		assertThat(answer.cookies()).as(answer.toString())
			.filteredOn((cookie) -> !cookie.expired())
			.extracting("name")
			// a failed login keeps the name that was typed
			.isSubsetOf(Client.CSRF_COOKIE, "__Host-latchkey-name");
	}

}
