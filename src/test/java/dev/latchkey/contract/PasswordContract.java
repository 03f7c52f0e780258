package dev.latchkey.contract;

import java.util.List;
import java.util.Map;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Changing one's own password.
 */
public abstract class PasswordContract extends Contract {

	private static final String NEXT = "walnut-harbour-kettle-28";

	@ParameterizedTest
	@EnumSource
	void changesThePasswordInANewSession(Door door) {
		Person alice = someone();
		Client elsewhere = this.latchkey.login(alice);
		Client client = door.open(this.latchkey, alice);
		Client before = client.copy();
		String handle = OwnSessionsContract.handleOf(client);
		Answer answer = client.keepTokens(change(client, alice.password(), NEXT)).expect(200);
		assertThat(answer.text("/username")).isEqualTo(alice.username());
		assertThat(answer.json().get("must_change_password").asBoolean()).isFalse();
		assertThat(answer.text("/session/handle")).matches(HANDLE).isNotEqualTo(handle);
		assertThat(client.get("/api/me").expect(200).text("/session/handle")).isEqualTo(answer.text("/session/handle"));
		assertThat(answer.json().has("access_token")).isEqualTo(jwt() && door == Door.JSON);
		hasEnded(before, "password_changed");
		hasEnded(elsewhere, "password_changed");
		client().login(alice).expectProblem(401, "invalid-credentials");
		client().login(alice.with(NEXT)).expect(200);
	}

	@Test
	void keepsTheOtherSessionsWhereAsked() {
		Person alice = someone();
		Client elsewhere = this.latchkey.login(alice);
		Client client = this.latchkey.login(alice);
		Client before = client.copy();
		client
			.keepTokens(client.put("/api/me/password",
					Map.of("current_password", alice.password(), "new_password", NEXT, "keep_others", true)))
			.expect(200);
		isSignedIn(elsewhere);
		isSignedIn(client);
		hasEnded(before, "password_changed");
	}

	@Test
	void refusesTheWrongCurrentPassword() {
		Person alice = someone();
		Client client = this.latchkey.login(alice);
		change(client, "not-the-password", NEXT).expectProblem(403, "current-password-wrong");
		isSignedIn(client);
		client().login(alice).expect(200);
	}

	@Test
	void refusesAWeakPasswordAndNamesTheRule() {
		Person alice = someone();
		Client client = this.latchkey.login(alice);
		for (String weak : List.of("q7-Zk4p", "🦉".repeat(7), "x-7 ".repeat(33), "password", "password1", "12345678",
				"qwertyuiop", alice.username(), "latchkey")) {
			Answer answer = change(client, alice.password(), weak).expectProblem(400, "password-rejected");
			assertThat(answer.text("/rule")).as(answer.toString()).matches("[a-z]+([_-][a-z]+)*");
			assertThat(answer.body()).doesNotContain('"' + weak);
		}
		isSignedIn(client);
		client().login(alice).expect(200);
	}

	@Test
	void takesWhatIsLongEnoughWhateverItIsMadeOf() {
		Person alice = someone();
		Client client = this.latchkey.login(alice);
		for (String fine : List.of("🦉🐝🌋🎻🧭🪁🧦🥨", "🦉🐝🌋🎻".repeat(32), "  leading and trailing  ", "vqjxkzwb",
				"\"quoted\\\" \u00e9\u00df\u4e2d\u6587")) {
			client.keepTokens(change(client, alice.password(), fine)).expect(200);
			alice = alice.with(fine);
			client().login(alice).expect(200);
		}
	}

	@Test
	void takesNothingThatIsIncomplete() {
		Person alice = someone();
		Client client = this.latchkey.login(alice);
		client.put("/api/me/password", Map.of("new_password", NEXT)).expectProblem(400);
		client.put("/api/me/password", Map.of("current_password", alice.password())).expectProblem(400);
		client.put("/api/me/password", Map.of()).expectProblem(400);
		isSignedIn(client);
		client().login(alice).expect(200);
	}

	public static Answer change(Client client, String current, String next) {
		return client.put("/api/me/password", Map.of("current_password", current, "new_password", next));
	}

}
