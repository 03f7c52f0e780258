package dev.latchkey.contract;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Repetitions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How people get in where there is no mail: an administrator hands out links.
 */
abstract class InvitationsContract extends Contract {

	private static final String NEW = "walnut-harbour-kettle-28";

	private static final String USERS = "/api/admin/users";

	private static String token(String link) {
		assertThat(link).matches("http://localhost:\\d+/(invitation|reset)/[A-Za-z0-9_-]{43}");
		return link.substring(link.lastIndexOf('/') + 1);
	}

	@Test
	void givesTheInvitationToTheAdministrator() {
		Answer created = admin().post(USERS, Map.of("username", "guest", "email", "guest@people.example")).expect(201);
		assertThat(names(created.json())).isEqualTo(
				set("username", "status", "roles", "must_change_password", "email", "email_confirmed", "invitation"));
		String token = token(created.text("/invitation"));
		client().post("/api/invitation", Map.of("token", token, "password", "guest"))
			.expectProblem(400, "password-rejected");
		client().post("/api/invitation", Map.of("token", token, "password", NEW)).expect(204);
		client().post("/api/invitation", Map.of("token", token, "password", NEW)).expectProblem(400, "invalid-token");
		Client guest = client();
		guest.login(new Person("guest", NEW)).expect(200);
		// who handed it over may have read it, and no mail was read
		assertThat(guest.get("/api/me").json().get("email_confirmed").asBoolean()).isFalse();
	}

	@Test
	void givesALinkForANewPasswordToTheAdministrator() {
		Person alice = someone();
		Client before = client();
		before.login(alice).expect(200);
		String path = USERS + "/" + alice.username() + "/password-reset";
		String first = token(admin().post(path).expect(200).text("/password_reset"));
		String second = token(admin().post(path).expect(200).text("/password_reset"));
		isSignedIn(before);
		client().post("/api/password-reset/confirm", Map.of("token", second, "new_password", NEW)).expect(204);
		hasEnded(before, "password_changed");
		client().post("/api/password-reset/confirm", Map.of("token", first, "new_password", NEW))
			.expectProblem(400, "invalid-token");
		client().login(new Person(alice.username(), NEW)).expect(200);
	}

	/**
	 * By the clock of the database, which is set forward for the link alone.
	 */
	@ParameterizedTest
	@CsvSource({ "invitation, 72", "password-reset, 1" })
	void letsALinkBeGoodForSoManyHours(String purpose, int hours) {
		String username = someone().username();
		String member = purpose.replace('-', '_');
		String token = token(admin().post(USERS + "/" + username + "/" + purpose).expect(200).text("/" + member));
		pass(username, 60 * hours - 5);
		choose(purpose, token, "short").expectProblem(400, "password-rejected");
		pass(username, 10);
		choose(purpose, token, NEW).expectProblem(400, "invalid-token");
	}

	private void pass(String username, int minutes) {
		assertThat(this.latchkey.sql()
			.sql("update mail_link set expires_at = expires_at - cast(? as integer) * interval '1' minute "
					+ "where account_id = (select id from account where username = ?)")
			.params(minutes, username)
			.update()).isOne();
	}

	private Answer choose(String purpose, String token, String password) {
		return purpose.equals("invitation")
				? client().post("/api/invitation", Map.of("token", token, "password", password))
				: client().post("/api/password-reset/confirm", Map.of("token", token, "new_password", password));
	}

	@Test
	void takesALinkOnlyAsLongAsItsMakerCouldHandOverAnother() {
		admin().put("/api/admin/roles/HANDING", Map.of("permissions", List.of("users:read", "users:write")))
			.expect(200);
		Person maker = this.latchkey.newPerson("HANDING");
		Person alice = someone();
		String user = USERS + "/" + alice.username();
		String token = token(this.latchkey.login(maker).post(user + "/invitation").expect(200).text("/invitation"));
		admin().patch(user, Map.of("roles", List.of("USER", "ADMIN"))).expect(200);
		opensNothing(token);
		client().login(alice).expect(200);
		admin().patch(user, Map.of("roles", List.of("USER"))).expect(200);
		String handing = USERS + "/" + maker.username();
		admin().patch(handing, Map.of("roles", List.of("USER"))).expect(200);
		opensNothing(token);
		admin().patch(handing, Map.of("roles", List.of("HANDING"), "status", "disabled")).expect(200);
		opensNothing(token);
		admin().patch(handing, Map.of("status", "active")).expect(200);
		opensNothing(token);
		Client back = this.latchkey.login(maker);
		String another = token(back.post(user + "/invitation").expect(200).text("/invitation"));
		client().browse("/invitation/" + another).expect(200);
		client().post("/api/invitation", Map.of("token", another, "password", NEW)).expect(204);
		client().login(new Person(alice.username(), NEW)).expect(200);
	}

	/**
	 * What an administrator does whose session was stolen must leave no link behind that
	 * the thief has made.
	 */
	@Test
	void bringsNoLinkBackWhenItsMakerReturns() {
		Person maker = this.latchkey.newPerson("ADMIN");
		Person alice = someone();
		String invitation = USERS + "/" + alice.username() + "/invitation";
		String handing = USERS + "/" + maker.username();
		String before = token(this.latchkey.login(maker).post(invitation).expect(200).text("/invitation"));
		String temporary = admin().post(handing + "/password").expect(200).text("/temporary_password");
		opensNothing(before);
		Client back = client();
		back.login(maker.with(temporary)).expect(200);
		back.put("/api/me/password", Map.of("current_password", temporary, "new_password", NEW)).expect(200);
		opensNothing(before);
		Client again = this.latchkey.login(maker.with(NEW));
		String chosen = token(again.post(invitation).expect(200).text("/invitation"));
		String forgotten = token(admin().post(handing + "/password-reset").expect(200).text("/password_reset"));
		choose("password-reset", forgotten, "another-harbour-kettle-29").expect(204);
		opensNothing(chosen);
		Client third = this.latchkey.login(maker.with("another-harbour-kettle-29"));
		String handed = token(third.post(invitation).expect(200).text("/invitation"));
		byImport(maker);
		opensNothing(handed);
		client().login(alice).expect(200);
	}

	/**
	 * Give a user a password as an import does.
	 */
	private void byImport(Person user) {
		String line = "{\"username\":\"%s\",\"password_hash\":\"%s\"}%n".formatted(user.username(),
				new BCryptPasswordEncoder(4).encode(NEW));
		String told = admin().call("POST", USERS + "/import?existing=update")
			.streamed(UserFile.LINES, new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)))
			.send()
			.expect(200)
			.body();
		assertThat(told).contains("\"updated\":1");
		client().login(user.with(NEW)).expect(200);
	}

	/**
	 * A thief goes on handing out links while the maker's password is reset.
	 */
	@Test
	void leavesNoLinkThatIsMadeWhileItsMakerIsReset() throws Exception {
		String invitation = USERS + "/" + someone().username() + "/invitation";
		for (int round = 0; round < Repetitions.of(50, 5); round++) {
			Person maker = this.latchkey.newPerson("ADMIN");
			Client thief = this.latchkey.login(maker);
			List<String> links = new CopyOnWriteArrayList<>();
			CompletableFuture<Void> handing = CompletableFuture.runAsync(() -> {
				Answer answer = thief.post(invitation);
				while (answer.status() == 200) {
					links.add(token(answer.text("/invitation")));
					answer = thief.post(invitation);
				}
			});
			Awaitility.await().until(() -> !links.isEmpty());
			String temporary = admin().post(USERS + "/" + maker.username() + "/password")
				.expect(200)
				.text("/temporary_password");
			handing.get(60, TimeUnit.SECONDS);
			Client back = client();
			back.login(maker.with(temporary)).expect(200);
			back.put("/api/me/password", Map.of("current_password", temporary, "new_password", NEW)).expect(200);
			opensNothing(links.get(links.size() - 1));
		}
	}

	private void opensNothing(String token) {
		client().browse("/invitation/" + token).expect(400);
		client().post("/api/invitation", Map.of("token", token, "password", NEW)).expectProblem(400, "invalid-token");
	}

	@Test
	void makesNoLinkForADisabledAccount() {
		String user = USERS + "/" + someone().username();
		admin().patch(user, Map.of("status", "disabled")).expect(200);
		for (String link : List.of("/password-reset", "/invitation")) {
			admin().post(user + link).expectProblem(409, "account-disabled");
		}
		admin().patch(user, Map.of("status", "active")).expect(200);
		token(admin().post(user + "/invitation").expect(200).text("/invitation"));
	}

	@Test
	void changesNoAddressThatItCannotConfirm() {
		Client client = client();
		client.login(someone()).expect(200);
		client.put("/api/me/email", Map.of("email", "alice@people.example")).expectProblem(409, "no-mail");
		client.put("/api/me/email", Map.of()).expectProblem(400, "invalid-request");
		assertThat(client.get("/api/me").json().has("email")).isFalse();
	}

	@Test
	void saysOnThePageWhomToAsk() {
		assertThat(client().browse("/forgot").expect(200).body()).contains("administrator")
			.doesNotContain("name=\"username_or_email\"");
		client().post("/api/password-reset", Map.of("username_or_email", "nobody")).expect(202);
		assertThat(client().browse("/login").expect(200).body()).contains("href=\"/forgot\"");
	}

}
