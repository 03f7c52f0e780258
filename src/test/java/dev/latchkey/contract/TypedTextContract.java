package dev.latchkey.contract;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What people type into the fields for names and passwords, in their scripts and on their
 * keyboards: it works, or the answer says what is wrong with it.
 */
abstract class TypedTextContract extends Contract {

	private static final String USERS = "/api/admin/users";

	private static final String PASSWORD = "/api/me/password";

	/** What a table cannot store, a page cannot show or a person cannot see. */
	private static final List<String> BROKEN = List.of("\0", "\u0001", "\u0007", "\u001b[31m", "\u007f", "\u0085",
			"\ud83d", "\udd11", "\udd11\ud83d", "\u200b", "\u200d", "\u202e", "\u2028", "\ufeff", "\ufffe", "\ue000",
			"\u0378", "\ufe0f", "\udb40\udc67", "\t", "\r\n");

	// writes half of a surrogate pair, too
	private static final JsonMapper JSON = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

	private static final AtomicInteger PEOPLE = new AtomicInteger();

	@ParameterizedTest
	@CsvSource({ "Zoë, Zoë mag grüne Äpfel", "Οδυσσεύς, η θάλασσα είναι μπλε", "نورة, البحر أزرق جدا اليوم",
			"สมชาย, ทะเลสีฟ้ามากวันนี้", "지민, 바다는 오늘도 파랗다", "Việt, biển xanh hôm nay đẹp", "が, うみはとてもがらがら",
			"🦉, 🦉🐝🌋🎻🧭🪁🧦🥨" })
	void signsInFromEveryKeyboard(String name, String password) {
		Person person = new Person(name + "-" + PEOPLE.incrementAndGet(), password);
		Person apart = new Person(decomposed(person.username()), decomposed(password));
		admin().post(USERS, Map.of("username", apart.username(), "password", apart.password())).expect(201);
		Person around = new Person(" \u00a0" + person.username() + "\u3000\t", password);
		for (Person typed : List.of(person, apart, around)) {
			client().login(typed).expect(200);
			Answer answer = client().loginByForm(typed).expect(303);
			assertThat(answer.header("Location")).contains("/");
		}
		Client browser = client();
		browser.loginByForm(apart).expect(303);
		String next = password + " und mehr";
		Answer changed = changeByForm(browser, password, decomposed(next)).expect(303);
		assertThat(changed.header("Location")).contains("/?password-changed");
		client().login(person.with(next)).expect(200);
		client().login(person.with(next.replace(' ', '\u00a0'))).expect(200);
		client().login(person.with(next.toUpperCase(Locale.ROOT) + "x")).expectProblem(401, "invalid-credentials");
		assertThat(admin().get(USERS + "?q=" + encode(" " + apart.username() + " "))
			.expect(200)
			.json()
			.get("total")
			.asInt()).isOne();
	}

	private static String decomposed(String text) {
		return Normalizer.normalize(text, Normalizer.Form.NFD);
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	private static Answer changeByForm(Client browser, String current, String next) {
		return browser.call("POST", "/password")
			.form("current_password", current, "new_password", next)
			.formMore("_csrf", browser.csrfOfPage("/password"))
			.send();
	}

	/**
	 * A hash that was made before passwords had a form.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "cafe\u0301 au lait at noon", "plum\u00a0tea at noon", "\u212bngstro\u0308m at noon" })
	void letsInWhosePasswordWasHashedAsItWasTyped(String typed) {
		String today = Normalizer.normalize(typed.replace('\u00a0', ' '), Normalizer.Form.NFC);
		Person alice = someone();
		Client before = this.latchkey.login(alice);
		String old = hashAsItIs(alice, typed);
		client().login(alice.with("not-the-passwo\u0301rd")).expectProblem(401, "invalid-credentials");
		assertThat(hashOf(alice)).isEqualTo(old);
		Client browser = client();
		assertThat(browser.loginByForm(alice.with(typed)).expect(303).header("Location")).contains("/");
		String renewed = hashOf(alice);
		assertThat(renewed).isNotEqualTo(old);
		client().login(alice.with(today)).expect(200);
		client().login(alice.with(typed)).expect(200);
		assertThat(hashOf(alice)).isEqualTo(renewed);
		isSignedIn(before);
		isSignedIn(browser);
		changeByForm(browser, today, "walnut-harbour-kettle-28").expect(303);
		client().login(alice.with("walnut-harbour-kettle-28")).expect(200);
	}

	@Test
	void changesAPasswordThatWasHashedAsItWasTyped() {
		Person alice = someone();
		Client client = this.latchkey.login(alice);
		hashAsItIs(alice, "cafe\u0301\tau lait");
		client.keepTokens(PasswordContract.change(client, "cafe\u0301\tau lait", "walnut-harbour-kettle-28"))
			.expect(200);
		isSignedIn(client);
		client().login(alice.with("walnut-harbour-kettle-28")).expect(200);
		client().login(alice.with("cafe\u0301\tau lait")).expectProblem(401, "invalid-credentials");
	}

	private String hashAsItIs(Person person, String typed) {
		String hash = "{argon2}" + new Argon2PasswordEncoder(16, 32, 1, 7168, 5).encode(typed);
		this.latchkey.sql()
			.sql("update account set password_hash = ? where username = ?")
			.params(hash, person.username())
			.update();
		return hash;
	}

	private String hashOf(Person person) {
		return this.latchkey.sql()
			.sql("select password_hash from account where username = ?")
			.param(person.username())
			.query(String.class)
			.single();
	}

	@Test
	void saysWhatIsWrongWithAPassword() {
		Person alice = someone();
		Client client = this.latchkey.login(alice);
		Client browser = client();
		browser.loginByForm(alice).expect(303);
		for (String broken : BROKEN) {
			String next = "walnut harbour " + broken + " kettle";
			Map<String, String> change = Map.of("current_password", alice.password(), "new_password", next);
			assertThat(json(client, "PUT", PASSWORD, change).expectProblem(400, "password-rejected").text("/rule"))
				.isEqualTo("ill_formed");
			Answer byForm = form(browser, "/password", change).expect(303, 400);
			assertThat(byForm.header("Location").orElse("/password?error=ill_formed"))
				.isEqualTo("/password?error=ill_formed");
			assertThat(json(admin(), "POST", USERS, Map.of("username", "never-created", "password", next))
				.expectProblem(400, "password-rejected")
				.text("/rule")).isEqualTo("ill_formed");
			Map<String, String> wrong = Map.of("current_password", alice.password() + broken, "new_password", next);
			json(client, "PUT", PASSWORD, wrong).expectProblem(403, "current-password-wrong");
			isWrong(new Person(alice.username(), alice.password() + broken));
		}
		assertThat(browser.browse("/password?error=ill_formed").expect(200).body().replaceAll("\\s+", " "))
			.contains("cannot be typed everywhere");
		client().login(alice).expect(200);
	}

	@Test
	void saysWhatIsWrongWithAName() {
		Person alice = someone();
		Client administrator = client();
		administrator.loginByForm(Latchkey.ADMIN).expect(303);
		for (String broken : BROKEN) {
			String name = alice.username() + broken + "x";
			json(admin(), "POST", USERS, Map.of("username", name)).expectProblem(400, "invalid-username");
			json(admin(), "POST", "/api/admin/applications", Map.of("name", name)).expectProblem(400, "invalid-name");
			admin().get(USERS + "?q=" + percent(name)).expect(200, 400);
			administrator.browse("/admin/users?q=" + percent(name)).expect(200, 400);
			Answer page = form(administrator, "/admin/users", Map.of("username", name)).expect(400);
			assertThat(page.body()).containsAnyOf("That name is not allowed.", "The request is not valid");
			isWrong(new Person(name, alice.password()));
		}
	}

	private void isWrong(Person typed) {
		Map<String, String> login = Map.of("username", typed.username(), "password", typed.password());
		json(client(), "POST", "/api/login", login).expectProblem(401, "invalid-credentials");
		Answer byForm = form(client(), "/login", login).expect(303, 400);
		assertThat(byForm.header("Location").orElse("/login?error")).isEqualTo("/login?error");
	}

	private static Answer json(Client client, String method, String path, Map<String, String> body) {
		return client.call(method, path).body("application/json", JSON.writeValueAsString(body)).send();
	}

	private static Answer form(Client browser, String page, Map<String, String> fields) {
		String form = fields.entrySet()
			.stream()
			.map((field) -> field.getKey() + "=" + percent(field.getValue()) + "&")
			.collect(Collectors.joining());
		return browser.call("POST", page)
			.form()
			.body("application/x-www-form-urlencoded", form + "_csrf=" + percent(browser.csrfOfPage(page)))
			.send();
	}

	/**
	 * Encode what a form has no encoding for, too: half of a surrogate pair.
	 */
	private static String percent(String text) {
		StringBuilder encoded = new StringBuilder();
		text.codePoints().forEach((character) -> {
			if (Character.getType(character) == Character.SURROGATE) {
				encoded.append("%%ED%%%02X%%%02X".formatted(0x80 | (character >> 6 & 0x3f), 0x80 | (character & 0x3f)));
			}
			else {
				encoded.append(encode(Character.toString(character)));
			}
		});
		return encoded.toString();
	}

	@Test
	void keepsTheNameOfTheServerForTheServer() {
		for (String name : List.of("system", "System", " ＳＹＳＴＥＭ ")) {
			admin().post(USERS, Map.of("username", name)).expectProblem(400, "invalid-username");
		}
		Person older = someone();
		this.latchkey.sql()
			.sql("update account set username = 'system' where username = ?")
			.param(older.username())
			.update();
		Person system = new Person("System", older.password());
		assertThat(client().login(system).expect(200).text("/username")).isEqualTo("system");
		admin().get(USERS + "/system").expect(200);
		admin().patch(USERS + "/system", Map.of("status", "disabled")).expect(200);
		admin().delete(USERS + "/system").expect(204);
	}

}
