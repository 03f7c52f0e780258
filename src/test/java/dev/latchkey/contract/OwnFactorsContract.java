package dev.latchkey.contract;

import java.util.List;
import java.util.Map;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Authenticator;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One's own second factors, and an administrator's help.
 */
abstract class OwnFactorsContract extends Contract {

	@Test
	void setsAnAppUpWithItsFirstCode() {
		Person alice = someone();
		Client client = this.latchkey.login(alice);
		Client elsewhere = this.latchkey.login(alice);
		JsonNode none = client.get("/api/me/factors").expect(200).json();
		assertThat(none.toString()).isEqualTo("{\"totp\":null,\"passkeys\":[],\"recovery_codes_left\":0}");
		Answer begun = client.post("/api/me/factors/totp").expect(200);
		assertThat(names(begun.json())).isEqualTo(set("secret", "uri", "qr_svg"));
		assertThat(begun.text("/secret")).matches("[A-Z2-7]{32}");
		assertThat(begun.text("/uri")).isEqualTo("otpauth://totp/Latchkey:" + alice.username() + "?secret="
				+ begun.text("/secret") + "&issuer=Latchkey&algorithm=SHA1&digits=6&period=30");
		assertThat(begun.text("/qr_svg")).startsWith("<svg").doesNotContain("style", "script");
		client().login(alice).expect(200);
		Authenticator app = new Authenticator(this.latchkey, begun.text("/secret"), List.of());
		confirm(client, app.wrongCode()).expectProblem(400, "invalid-code");
		isSignedIn(elsewhere);
		String code = app.code();
		JsonNode codes = confirm(client, code).expect(200).json().get("recovery_codes");
		assertThat(codes).hasSize(10);
		assertThat(codes.valueStream().map((each) -> each.asString()).distinct())
			.allMatch((each) -> each.matches("[0-9A-HJKMNP-TV-Z]{10}"))
			.hasSize(10);
		isSignedIn(client);
		hasEnded(elsewhere, "factors_changed");
		JsonNode set = client.get("/api/me/factors").expect(200).json();
		assertThat(set.get("totp").get("set_up_at").asString()).matches(INSTANT);
		assertThat(set.get("recovery_codes_left").asInt()).isEqualTo(10);
		Answer asked = client().login(alice).expectProblem(401, "second-factor-required");
		client().post("/api/login/factor", Map.of("login", asked.text("/login"), "code", code))
			.expectProblem(401, "invalid-code");
		assertThat(client.get("/api/me/events").expect(200).body()).contains("factor_added");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1234567", "12345", "\u0661\u0662\u0663\u0664\u0665\u0666", "", "x" })
	void setsNothingUpWithWhatIsNoCode(String typed) {
		Client client = this.latchkey.login(someone());
		confirm(client, typed).expectProblem(400, "invalid-code");
		client.post("/api/me/factors/totp").expect(200);
		confirm(client, typed).expectProblem(400, "invalid-code");
		assertThat(client.get("/api/me/factors").json().get("totp").isNull()).isTrue();
	}

	@Test
	void showsAdministratorsWhatOneHasAndNoSecretOfIt() {
		Person alice = someone();
		Client client = this.latchkey.login(alice);
		String path = "/api/admin/users/" + alice.username() + "/factors";
		assertThat(admin().get(path).expect(200).json()).isEqualTo(client.get("/api/me/factors").expect(200).json());
		Authenticator app = Authenticator.setUp(this.latchkey, client);
		Answer seen = admin().get(path).expect(200);
		assertThat(seen.json()).isEqualTo(client.get("/api/me/factors").expect(200).json());
		assertThat(seen.json().get("recovery_codes_left").asInt()).isEqualTo(10);
		assertThat(seen.body()).doesNotContain(app.recoveryCodes().get(0));
		client.get(path).expectProblem(403);
		admin().get("/api/admin/users/nobody-here/factors").expectProblem(404, "unknown-user");
	}

	@Test
	void keepsTheOldAppUntilTheNewOneIsSetUp() {
		Person alice = someone();
		Client client = this.latchkey.login(alice);
		Authenticator old = Authenticator.setUp(this.latchkey, client);
		client.post("/api/me/factors/totp").expect(200);
		prove(alice, old.code()).expect(200);
		Authenticator next = Authenticator.setUp(this.latchkey, client);
		prove(alice, old.code(1)).expectProblem(401, "invalid-code");
		prove(alice, next.code(1)).expect(200);
	}

	@Test
	void removesTheAppAndItsRecoveryCodes() {
		Person alice = someone();
		Client client = this.latchkey.login(alice);
		Authenticator.setUp(this.latchkey, client);
		client.delete("/api/me/factors/totp").expect(204);
		client.delete("/api/me/factors/totp").expect(204);
		assertThat(client.get("/api/me/factors").json().toString())
			.isEqualTo("{\"totp\":null,\"passkeys\":[],\"recovery_codes_left\":0}");
		client().login(alice).expect(200);
		client.post("/api/me/factors/recovery-codes").expectProblem(409, "no-second-factor");
	}

	@Test
	void makesNewRecoveryCodesInPlaceOfTheOldOnes() {
		Person alice = someone();
		Client client = this.latchkey.login(alice);
		Authenticator app = Authenticator.setUp(this.latchkey, client);
		JsonNode codes = client.post("/api/me/factors/recovery-codes").expect(200).json().get("recovery_codes");
		assertThat(codes).hasSize(10);
		prove(alice, app.recoveryCodes().get(0)).expectProblem(401, "invalid-code");
		prove(alice, codes.get(0).asString()).expect(200);
	}

	@Test
	void keepsNoSecretInTheClear() {
		Client client = this.latchkey.login(someone());
		Authenticator app = Authenticator.setUp(this.latchkey, client);
		List<String> kept = this.latchkey.sql().sql("select mac from recovery_code").query(String.class).list();
		assertThat(kept).doesNotContainAnyElementsOf(app.recoveryCodes());
		assertThat(this.latchkey.sql()
			.sql("select secret from totp_factor where secret is not null")
			.query(String.class)
			.list()).noneMatch((secret) -> secret.contains(app.secret()));
	}

	@Test
	void letsAnAdministratorRemoveAllOfAnAccount() {
		Person alice = someone();
		Client client = this.latchkey.login(alice);
		Authenticator.setUp(this.latchkey, client);
		String path = "/api/admin/users/" + alice.username() + "/factors";
		this.latchkey.login(someone()).delete(path).expectProblem(403, "forbidden");
		client.delete(path).expectProblem(403, "forbidden");
		admin().delete(path).expect(204);
		hasEnded(client, "factors_changed");
		Client again = this.latchkey.login(alice);
		assertThat(again.get("/api/me/events").expect(200).body()).contains("factors_reset");
		admin().delete("/api/admin/users/nobody-of-that-name/factors").expectProblem(404, "unknown-user");
	}

	@Test
	void letsNoOneRemoveThoseOfAnAccountThatMayMore() {
		admin().put("/api/admin/roles/HELPDESK", Map.of("permissions", List.of("users:read", "users:write")))
			.expect(200, 201, 204);
		Client helper = this.latchkey.login(this.latchkey.newPerson("HELPDESK"));
		Person boss = this.latchkey.newPerson("ADMIN");
		Client bosses = this.latchkey.login(boss);
		Authenticator.setUp(this.latchkey, bosses);
		helper.delete("/api/admin/users/" + boss.username() + "/factors").expectProblem(403, "not-grantable");
		isSignedIn(bosses);
		client().login(boss).expectProblem(401, "second-factor-required");
		deleteOtherAdministrators();
	}

	private Answer prove(Person person, String code) {
		String ticket = client().login(person).expectProblem(401, "second-factor-required").text("/login");
		return client().post("/api/login/factor", Map.of("login", ticket, "code", code));
	}

	private static Answer confirm(Client client, String code) {
		return client.put("/api/me/factors/totp", Map.of("code", code));
	}

}
