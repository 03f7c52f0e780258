package dev.latchkey.recovery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import dev.latchkey.contract.Contract;
import dev.latchkey.factor.FactorChanged;
import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Authenticator;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.MailServer;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.TurnTimes;
import jakarta.mail.internet.MimeMessage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ApplicationEventMulticaster;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How people get back in, with mail.
 */
abstract class RecoveryContract extends Contract {

	private static final String NEW = "walnut-harbour-kettle-28";

	private static final String USERS = "/api/admin/users/";

	private static final String RESET = "Choose a new password for %s";

	private static final String CONFIRM = "Confirm your address at %s";

	private static final String INVITED = "Your account at %s";

	private static final String CHANGED = "Your password at %s was changed";

	private static final String MOVED = "Your address at %s was changed";

	private static final String DEVICE = "New sign-in at %s";

	private static final String GUESSED = "Wrong codes at %s";

	private static final AtomicInteger NUMBER = new AtomicInteger();

	/**
	 * Return what the service is called.
	 */
	String brand() {
		return "Latchkey";
	}

	private String subject(String about) {
		return about.formatted(brand());
	}

	private static String newAddress() {
		return "person" + NUMBER.incrementAndGet() + "@people.example";
	}

	/**
	 * Give a person a confirmed address, as they would themselves.
	 */
	private String confirmed(Person person) {
		String address = newAddress();
		client(person).put("/api/me/email", Map.of("email", address)).expect(202);
		confirm(address);
		return address;
	}

	private void confirm(String address) {
		client()
			.post("/api/email/confirm", Map.of("token", MailServer.token(MailServer.await(address, subject(CONFIRM)))))
			.expect(204);
	}

	private Client client(Person person) {
		Client client = client();
		client.login(person).expect(200);
		return client;
	}

	private void forget(String nameOrAddress) {
		client().post("/api/password-reset", Map.of("username_or_email", nameOrAddress)).expect(202);
	}

	private Answer reset(String token, String password) {
		return client().post("/api/password-reset/confirm", Map.of("token", token, "new_password", password));
	}

	private String resetToken(Person person, String address) {
		int before = MailServer.about(address, subject(RESET)).size();
		forget(person.username());
		return MailServer.token(MailServer.await(address, subject(RESET), before + 1));
	}

	private void opensNothing(String token) {
		reset(token, NEW).expectProblem(400, "invalid-token");
	}

	@Test
	void letsAPersonInAgainWhoForgotThePassword() throws Exception {
		Person alice = someone();
		String address = confirmed(alice);
		Client before = client(alice);
		forget(address.toUpperCase(Locale.ROOT));
		MimeMessage letter = MailServer.await(address, subject(RESET));
		assertThat(letter.getFrom()[0]).hasToString("Latchkey <login@example.com>");
		String token = MailServer.token(letter);
		assertThat(MailServer.html(letter)).contains("/reset/" + token + "\"");
		reset(token, "short").expectProblem(400, "password-rejected");
		Answer answer = reset(token, NEW).expect(204);
		assertThat(answer.cookies()).noneMatch((cookie) -> cookie.name().equals(Client.COOKIE));
		hasEnded(before, "password_changed");
		client().login(alice).expectProblem(401, "invalid-credentials");
		client(new Person(alice.username(), NEW));
		reset(token, "another-harbour-kettle-29").expectProblem(400, "invalid-token");
		MailServer.await(address, subject(CHANGED));
	}

	@Test
	void writesInTheLanguageOfTheAccount() throws Exception {
		Person alice = someone();
		String address = confirmed(alice);
		admin().patch(USERS + alice.username(), Map.of("language", "de", "name", "<b>Älice</b>")).expect(200);
		forget(alice.username());
		MimeMessage letter = MailServer.await(address, subject("Neues Passwort für %s wählen"));
		assertThat(MailServer.plain(letter)).contains("Hallo <b>Älice</b>,");
		assertThat(MailServer.html(letter)).contains("Hallo &lt;b&gt;Älice&lt;/b&gt;,").doesNotContain("<b>");
	}

	@Test
	void writesInTheLanguageThatItsReaderChose() {
		Person alice = someone();
		String address = confirmed(alice);
		Client client = client(alice);
		client.put("/api/me/language", Map.of("language", "de")).expect(204);
		forget(alice.username());
		MailServer.await(address, subject("Neues Passwort für %s wählen"));
		client.put("/api/me/language", Map.of("language", "")).expect(204);
		resetToken(alice, address);
	}

	@Test
	void sendsNothingWhereThereIsNoConfirmedAddress() {
		Person alice = someone();
		Person bob = someone();
		String address = newAddress();
		admin().patch(USERS + alice.username(), Map.of("email", address)).expect(200);
		MailServer.await(address, subject(CONFIRM));
		forget(alice.username());
		forget(address);
		forget("nobody-has-this-name");
		forget("nobody@people.example");
		forget("\u0000\r\nBcc: a@b");
		// what comes later is sent later
		String other = confirmed(bob);
		resetToken(bob, other);
		assertThat(MailServer.letters(address)).hasSize(1);
		assertThat(MailServer.letters("nobody@people.example")).isEmpty();
	}

	@Test
	void makesLinksVoidWhenTheAccountChanges() {
		Person alice = someone();
		String address = confirmed(alice);
		String beforeStatus = resetToken(alice, address);
		admin().patch(USERS + alice.username(), Map.of("status", "disabled")).expect(200);
		opensNothing(beforeStatus);
		admin().patch(USERS + alice.username(), Map.of("status", "active")).expect(200);
		opensNothing(beforeStatus);
		String beforeAddress = resetToken(alice, address);
		admin().patch(USERS + alice.username(), Map.of("email", newAddress())).expect(200);
		opensNothing(beforeAddress);
		Person bob = someone();
		String his = confirmed(bob);
		String beforePassword = resetToken(bob, his);
		admin().post(USERS + bob.username() + "/password").expect(200);
		opensNothing(beforePassword);
	}

	@Test
	void letsALinkExpireByTheDatabasesClock() {
		Person alice = someone();
		String token = resetToken(alice, confirmed(alice));
		this.latchkey.sql().sql("update mail_link set expires_at = current_timestamp - interval '1' second").update();
		opensNothing(token);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "\u0000", "%2F..", "' or 1=1 --" })
	void refusesWhatIsNoToken(String token) {
		opensNothing(token);
		client().post("/api/invitation", Map.of("token", token, "password", NEW)).expectProblem(400, "invalid-token");
		client().post("/api/email/confirm", Map.of("token", token)).expectProblem(400, "invalid-token");
	}

	@Test
	void takesATokenForItsPurposeOnly() {
		Person alice = someone();
		String address = confirmed(alice);
		String token = resetToken(alice, address);
		client().post("/api/invitation", Map.of("token", token, "password", NEW)).expectProblem(400, "invalid-token");
		client().post("/api/email/confirm", Map.of("token", token)).expectProblem(400, "invalid-token");
		reset(token, NEW).expect(204);
	}

	@Test
	void givesOneOfTwentyAtOnceTheLink() throws Exception {
		Person alice = someone();
		String token = resetToken(alice, confirmed(alice));
		CyclicBarrier start = new CyclicBarrier(20);
		List<Callable<Integer>> racers = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			Client client = client();
			Map<String, String> body = Map.of("token", token, "new_password", NEW + i);
			racers.add(() -> {
				start.await();
				return client.post("/api/password-reset/confirm", body).status();
			});
		}
		ExecutorService threads = Executors.newFixedThreadPool(20);
		try {
			List<Integer> statuses = new ArrayList<>();
			for (Future<Integer> answered : threads.invokeAll(racers)) {
				statuses.add(answered.get());
			}
			assertThat(statuses).containsOnlyOnce(204).filteredOn((status) -> status != 204).containsOnly(400);
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void invitesAPerson() throws Exception {
		String address = newAddress();
		String name = "invited" + NUMBER.incrementAndGet();
		Answer created = admin().post("/api/admin/users", Map.of("username", name, "email", address)).expect(201);
		assertThat(created.json().get("invited").asBoolean()).isTrue();
		assertThat(created.json().has("temporary_password")).isFalse();
		assertThat(created.json().has("invitation")).isFalse();
		MimeMessage letter = MailServer.await(address, subject(INVITED));
		String token = MailServer.token(letter);
		client().post("/api/invitation", Map.of("token", token, "password", "short"))
			.expectProblem(400, "password-rejected");
		client().post("/api/invitation", Map.of("token", token, "password", NEW)).expect(204);
		client().post("/api/invitation", Map.of("token", token, "password", NEW)).expectProblem(400, "invalid-token");
		Answer me = client(new Person(name, NEW)).get("/api/me").expect(200);
		assertThat(me.text("/email")).isEqualTo(address);
		assertThat(me.json().get("email_confirmed").asBoolean()).isTrue();
		forget(address);
		assertThat(MailServer.token(MailServer.await(address, subject(RESET)))).isNotEqualTo(token);
	}

	@Test
	void invitesInTheNameOfTheAdministratorWhoChoseTheAddress() {
		admin().put("/api/admin/roles/INVITING", Map.of("permissions", List.of("users:read", "users:write")))
			.expect(200);
		Client maker = this.latchkey.login(this.latchkey.newPerson("INVITING"));
		String address = newAddress();
		String name = "invited" + NUMBER.incrementAndGet();
		maker.post("/api/admin/users", Map.of("username", name, "email", address)).expect(201);
		Map<String, String> answer = Map.of("token", MailServer.token(MailServer.await(address, subject(INVITED))),
				"password", NEW);
		admin().patch(USERS + name, Map.of("roles", List.of("USER", "ADMIN"))).expect(200);
		client().post("/api/invitation", answer).expectProblem(400, "invalid-token");
		admin().patch(USERS + name, Map.of("roles", List.of("USER"))).expect(200);
		client().post("/api/invitation", answer).expect(204);
	}

	/**
	 * A link for a forgotten password goes to an address that was confirmed.
	 */
	@Test
	void confirmsInTheNameOfTheAdministratorWhoChoseTheAddress() {
		admin().put("/api/admin/roles/ADDRESSING", Map.of("permissions", List.of("users:read", "users:write")))
			.expect(200);
		Person maker = this.latchkey.newPerson("ADDRESSING");
		Client addressing = this.latchkey.login(maker);
		Person alice = someone();
		String address = newAddress();
		addressing.patch(USERS + alice.username(), Map.of("email", address)).expect(200);
		String token = MailServer.token(MailServer.await(address, subject(CONFIRM)));
		admin().patch(USERS + alice.username(), Map.of("roles", List.of("USER", "ADMIN"))).expect(200);
		confirmsNothing(token);
		admin().patch(USERS + alice.username(), Map.of("roles", List.of("USER"))).expect(200);
		String name = "addressed" + NUMBER.incrementAndGet();
		String own = newAddress();
		addressing.post("/api/admin/users", Map.of("username", name, "password", NEW, "email", own)).expect(201);
		String created = MailServer.token(MailServer.await(own, subject(CONFIRM)));
		admin().patch(USERS + maker.username(), Map.of("roles", List.of("USER"))).expect(200);
		confirmsNothing(token);
		confirmsNothing(created);
		// the person may have it confirmed all the same
		client(alice).put("/api/me/email", Map.of("email", address)).expect(202);
		client()
			.post("/api/email/confirm",
					Map.of("token", MailServer.token(MailServer.await(address, subject(CONFIRM), 2))))
			.expect(204);
	}

	private void confirmsNothing(String token) {
		client().browse("/email/" + token).expect(400);
		client().post("/api/email/confirm", Map.of("token", token)).expectProblem(400, "invalid-token");
	}

	@Test
	void countsAnAddressOnceItIsConfirmedAndTellsTheOldOne() {
		Person alice = someone();
		String old = confirmed(alice);
		Client client = client(alice);
		String address = newAddress();
		client.put("/api/me/email", Map.of("email", address)).expect(202);
		String token = MailServer.token(MailServer.await(address, subject(CONFIRM)));
		assertThat(client.get("/api/me").text("/email")).isEqualTo(old);
		client().post("/api/email/confirm", Map.of("token", token)).expect(204);
		assertThat(client.get("/api/me").text("/email")).isEqualTo(address);
		client().post("/api/email/confirm", Map.of("token", token)).expectProblem(400, "invalid-token");
		assertThat(MailServer.plain(MailServer.await(old, subject(MOVED)))).contains(alice.username())
			.doesNotContain(address);
	}

	@Test
	void givesAnAddressToOneAccount() {
		Person alice = someone();
		Person bob = someone();
		String address = confirmed(alice);
		client(bob).put("/api/me/email", Map.of("email", address.toUpperCase(Locale.ROOT))).expect(202);
		String token = MailServer.token(MailServer.await(address, subject(CONFIRM), 2));
		client().post("/api/email/confirm", Map.of("token", token)).expectProblem(409, "email-taken");
		assertThat(client(bob).get("/api/me").json().has("email")).isFalse();
		admin().patch(USERS + alice.username(), Map.of("email", "")).expect(200);
		client().post("/api/email/confirm", Map.of("token", token)).expect(204);
	}

	@Test
	void tellsOfADeviceThatWasNotKnown() {
		Person alice = someone();
		String address = confirmed(alice);
		Client client = client(alice);
		assertThat(MailServer.plain(MailServer.await(address, subject(DEVICE)))).contains("127.0.0.1");
		int before = MailServer.about(address, subject(DEVICE)).size();
		Map<String, Object> again = new HashMap<>(Map.of("username", alice.username(), "password", alice.password()));
		client.deviceToken().ifPresent((token) -> again.put("device_token", token));
		client.login(again).expect(200);
		resetToken(alice, address);
		assertThat(MailServer.about(address, subject(DEVICE))).hasSize(before);
	}

	@Test
	void takesADeviceForStrangeOnceALinkHasSetAnotherPassword() {
		Person alice = someone();
		String address = confirmed(alice);
		Client client = client(alice);
		MailServer.await(address, subject(DEVICE));
		reset(resetToken(alice, address), NEW).expect(204);
		int before = MailServer.about(address, subject(DEVICE)).size();
		Map<String, Object> again = new HashMap<>(Map.of("username", alice.username(), "password", NEW));
		client.deviceToken().ifPresent((token) -> again.put("device_token", token));
		client.login(again).expect(200);
		MailServer.await(address, subject(DEVICE), before + 1);
	}

	@Test
	void sendsNoMoreLettersInAnHourThanMayBe() {
		Person alice = someone();
		String address = confirmed(alice);
		for (int i = 0; i < 8; i++) {
			forget(alice.username());
		}
		Person bob = someone();
		resetToken(bob, confirmed(bob));
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.latchkey.sql()
				.sql("select count(*) from mail_letter where sent_at is null")
				.query(Long.class)
				.single()).isZero());
		assertThat(MailServer.about(address, subject(RESET))).hasSize(5);
	}

	@Test
	void tellsOfAChangedFactor() {
		Person alice = someone();
		String address = confirmed(alice);
		String id = this.latchkey.sql()
			.sql("select id from account where username = ?")
			.param(alice.username())
			.query(String.class)
			.single();
		FactorChanged event = new FactorChanged(id, alice.username(), "totp", FactorChanged.Change.ADDED);
		this.latchkey.bean(ApplicationEventMulticaster.class)
			.multicastEvent(new PayloadApplicationEvent<>(this, event));
		MailServer.await(address, subject("A second factor at %s was changed"));
	}

	@Test
	void tellsOfCodesThatWereGuessedByOneWhoKnowsThePassword() {
		Person alice = someone();
		String address = confirmed(alice);
		Authenticator app = Authenticator.setUp(this.latchkey, client(alice));
		String first = ticket(alice);
		for (int i = 0; i < 4; i++) {
			guess(first, app.wrongCode()).expectProblem(401, "invalid-code");
		}
		guess(first, app.code()).expect(200);
		String second = ticket(alice);
		for (int i = 0; i < 5; i++) {
			guess(second, app.wrongCode()).expectProblem(401, "invalid-code");
		}
		MimeMessage letter = MailServer.await(address, subject(GUESSED));
		assertThat(MailServer.plain(letter)).contains(alice.username()).doesNotContain("http");
		guess(second, app.wrongCode()).expectProblem(401, "invalid-login");
		resetToken(alice, address);
		assertThat(MailServer.about(address, subject(GUESSED))).hasSize(1);
	}

	@Test
	void tellsOfCodesThatWereGuessedWithSeveralTickets() {
		Person alice = someone();
		String address = confirmed(alice);
		Authenticator app = Authenticator.setUp(this.latchkey, client(alice));
		for (int i = 0; i < 5; i++) {
			assertThat(MailServer.about(address, subject(GUESSED))).isEmpty();
			guess(ticket(alice), app.wrongCode()).expectProblem(401, "invalid-code");
		}
		MailServer.await(address, subject(GUESSED));
	}

	private String ticket(Person person) {
		return client().login(person).expectProblem(401, "second-factor-required").text("/login");
	}

	private Answer guess(String ticket, String code) {
		return client().post("/api/login/factor", Map.of("login", ticket, "code", code));
	}

	@Test
	@Tag("full")
	void answersInTheSameTimeForKnownAndUnknownNames() {
		Person alice = someone();
		String address = confirmed(alice);
		Client client = client();
		// a client knows whether it has sent a name or an address
		answersInTheSameTime(client, alice.username(), "nobody-has-this-name");
		answersInTheSameTime(client, address, "nobody@people.example");
	}

	private void answersInTheSameTime(Client client, String known, String unknown) {
		Map<String, Runnable> requests = new LinkedHashMap<>();
		for (String typed : List.of(known, unknown)) {
			Map<String, String> body = Map.of("username_or_email", typed);
			requests.put(typed, () -> client.post("/api/password-reset", body).expect(202));
		}
		TurnTimes<String> times = new TurnTimes<>(requests, 25);
		List<Double> spreads = times.measureUntilWithin(0.05, 40);
		System.out.println("Medians of requests for a reset in " + this.latchkey.mode() + " mode: " + times.medians()
				+ " ns, they differ by " + spreads);
		assertThat(spreads.get(spreads.size() - 1)).as("medians within 5 %%, at last: %s", spreads)
			.isLessThanOrEqualTo(0.05);
	}

	@Test
	void opensAPageThatUsesNoLinkUp() {
		Person alice = someone();
		String token = resetToken(alice, confirmed(alice));
		Client browser = client();
		for (int i = 0; i < 2; i++) {
			Answer page = browser.browse("/reset/" + token).expect(200);
			assertThat(page.body()).contains("value=\"" + token + "\"").contains(alice.username());
			assertThat(page.header("Cache-Control").orElse("")).contains("no-store");
			assertThat(page.header("Referrer-Policy")).contains("no-referrer");
		}
		Answer wrong = browser.call("POST", "/reset")
			.form("token", token, "new_password", "short", "_csrf", browser.csrfOfPage("/forgot"))
			.send();
		assertThat(wrong.body()).contains("at least 8 characters", "value=\"" + token + "\"");
		Answer set = browser.call("POST", "/reset")
			.form("token", token, "new_password", NEW, "_csrf", browser.csrfOfPage("/forgot"))
			.send()
			.expect(303);
		assertThat(set.header("Location")).contains("/reset");
		browser.browse("/reset").expect(200);
		browser.browse("/reset/" + token).expect(400);
		client(new Person(alice.username(), NEW));
		assertThat(this.latchkey.metrics()).doesNotContain(token);
		assertThat(this.latchkey.sql().sql("select * from audit_event").query().listOfRows().toString())
			.doesNotContain(token);
	}

	@Test
	void hasAPageForAForgottenPassword() {
		Client browser = client();
		assertThat(browser.browse("/forgot").expect(200).body()).contains("name=\"username_or_email\"");
		browser.call("POST", "/forgot")
			.form("username_or_email", "x", "_csrf", browser.csrfOfPage("/forgot"))
			.send()
			.expect(303);
		assertThat(browser.browse("/forgot?sent").expect(200).body()).contains("on its way", "href=\"/forgot\"")
			.doesNotContain("name=\"username_or_email\"");
	}

	@Test
	void confirmsAnAddressOnItsPage() {
		Person alice = someone();
		Client browser = client();
		browser.loginForCookies(alice).expect(200);
		assertThat(browser.browse("/profile").expect(200).body()).contains("none");
		String csrf = browser.csrfOfPage("/profile");
		String address = newAddress();
		browser.call("POST", "/profile").form("email", "x y", "_csrf", csrf).send().expect(303);
		browser.call("POST", "/profile").form("email", address, "_csrf", csrf).send().expect(303);
		String token = MailServer.token(MailServer.await(address, subject(CONFIRM)));
		assertThat(browser.browse("/email/" + token).expect(200).body()).contains(address);
		browser.call("POST", "/email").form("token", token, "_csrf", csrf).send().expect(303);
		browser.call("POST", "/email").form("token", token, "_csrf", csrf).send().expect(400);
		assertThat(browser.browse("/profile").expect(200).body()).contains(address);
	}

	@Test
	void sendsALinkForAnAdministrator() {
		Person alice = someone();
		String address = confirmed(alice);
		Answer sent = admin().post(USERS + alice.username() + "/password-reset").expect(200);
		assertThat(sent.json().get("sent").asBoolean()).isTrue();
		Awaitility.await()
			.untilAsserted(
					() -> assertThat(admin().get("/api/admin/events?type=link_sent&subject=" + alice.username()).body())
						.contains("\"actor\":\"admin\"", "\"reason\":\"mailed\"", "\"detail\":\"reset\""));
		reset(MailServer.token(MailServer.await(address, subject(RESET))), NEW).expect(204);
		Person bob = someone();
		String link = admin().post(USERS + bob.username() + "/invitation").expect(200).text("/invitation");
		client().post("/api/invitation", Map.of("token", link.substring(link.lastIndexOf('/') + 1), "password", NEW))
			.expect(204);
		client(new Person(bob.username(), NEW));
	}

	@Test
	void refusesAnAddressThatBreaksALetter() {
		Client client = client(someone());
		for (String wrong : List.of("", "x", "a@b.example\r\nBcc: c@d.example", "a@b.example,c@d.example")) {
			client.put("/api/me/email", Map.of("email", wrong)).expectProblem(400, "invalid-email");
		}
	}

}
