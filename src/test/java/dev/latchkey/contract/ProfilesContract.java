package dev.latchkey.contract;

import java.util.List;
import java.util.Map;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is known of a person: address, name and language.
 */
abstract class ProfilesContract extends Contract {

	private static final String USERS = "/api/admin/users";

	@Test
	void keepsWhatAnAdministratorSaysOfAPerson() {
		Person alice = someone();
		String path = USERS + "/" + alice.username();
		Client client = client();
		client.login(alice).expect(200);
		assertThat(client.get("/api/me").expect(200).json().has("email")).isFalse();
		Answer changed = admin().patch(path,
				Map.of("email", " Alice@Bücher.Example", "name", "Alice Example", "language", "de"));
		assertThat(changed.expect(200).text("/email")).isEqualTo("Alice@xn--bcher-kva.example");
		assertThat(changed.json().get("email_confirmed").asBoolean()).isFalse();
		assertThat(changed.text("/name")).isEqualTo("Alice Example");
		Answer me = client.get("/api/me").expect(200);
		assertThat(me.text("/email")).isEqualTo("Alice@xn--bcher-kva.example");
		assertThat(me.json().get("email_confirmed").asBoolean()).isFalse();
		assertThat(me.text("/name")).isEqualTo("Alice Example");
		assertThat(me.text("/language")).isEqualTo("de");
		admin().patch(path, Map.of("status", "active")).expect(200);
		assertThat(admin().get(path).text("/email")).isEqualTo("Alice@xn--bcher-kva.example");
		Answer removed = admin().patch(path, Map.of("email", "", "name", "", "language", ""));
		assertThat(removed.expect(200).json().has("email")).isFalse();
		assertThat(removed.json().has("name")).isFalse();
		assertThat(client.get("/api/me").expect(200).json().has("name")).isFalse();
	}

	@ParameterizedTest
	@MethodSource
	void refusesWhatWouldBreakALetter(Map<String, String> wrong, String slug) {
		Person alice = someone();
		admin().patch(USERS + "/" + alice.username(), wrong).expectProblem(400, slug);
		Answer kept = admin().get(USERS + "/" + alice.username()).expect(200);
		assertThat(kept.json().has("email")).isFalse();
		assertThat(kept.json().has("name")).isFalse();
	}

	static List<Object[]> refusesWhatWouldBreakALetter() {
		return List.of(new Object[] { Map.of("email", "a@b.example\r\nBcc: c@d.example"), "invalid-email" },
				new Object[] { Map.of("email", "a@b.example, c@d.example"), "invalid-email" },
				new Object[] { Map.of("email", "a".repeat(250) + "@b.example"), "invalid-email" },
				new Object[] { Map.of("email", "nobody"), "invalid-email" },
				new Object[] { Map.of("name", "Alice\r\nBcc: c@d.example"), "invalid-name" },
				new Object[] { Map.of("name", "a\u202Eb"), "invalid-name" },
				new Object[] { Map.of("name", "a".repeat(101)), "invalid-name" },
				new Object[] { Map.of("language", "tlh"), "invalid-request" });
	}

}
