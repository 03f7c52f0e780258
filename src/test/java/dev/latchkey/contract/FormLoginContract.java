package dev.latchkey.contract;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.web.util.HtmlUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Signing in by the form, and where the browser is sent.
 */
abstract class FormLoginContract extends Contract {

	@Test
	void sendsTheBrowserHome() {
		Answer answer = client().loginByForm(someone()).expect(303);
		assertThat(answer.header("Location")).contains("/");
		assertThat(answer.header("Cache-Control").orElse("")).contains("no-store");
	}

	@ParameterizedTest
	@CsvSource({ "/me/devices", "/anything?x=1&y=%2F", "/a/b#c" })
	void sendsTheBrowserWhereItWanted(String wanted) {
		Answer answer = client().loginByForm(someone(), "continue", wanted).expect(303);
		assertThat(answer.header("Location")).contains(wanted);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/continue?entry=abc_-", "/continue?to=/x", "/continue", "/continue#x" })
	void leadsOnToAnApplicationWithoutARedirect(String wanted) {
		// Chromium would not follow one from a form to another host
		Client client = client();
		Answer answer = client.loginByForm(someone(), "continue", wanted).expect(200);
		assertThat(answer.header("Location")).isEmpty();
		assertThat(answer.header("Content-Security-Policy").orElse("")).contains("form-action 'self'");
		assertThat(answer.header("Cache-Control").orElse("")).contains("no-store");
		assertThat(answer.body()).contains("content=\"0; url=" + wanted + "\"", "href=\"" + wanted + "\"")
			.doesNotContain("<script");
		client.get("/api/me").expect(200);
	}

	@Test
	void keepsAWayInToAnApplicationOfAnyLengthThatItMayHave() {
		Client client = client();
		String entry = "/continue?entry=" + "x".repeat(8192 - "/continue?entry=".length());
		assertThat(client.browse(entry).expect(303).header("Location"))
			.contains("/login?continue=%2Fcontinue%3Fentry%3D" + entry.substring("/continue?entry=".length()));
		Person alice = someone();
		assertThat(client.loginByForm(alice.with("not-the-password"), "continue", entry)
			.expect(303)
			.header("Location")
			.orElseThrow()).startsWith("/login?error&continue=%2Fcontinue%3Fentry%3Dxxx");
		// as long as the form may be; the head of an answer has no room for more
		client.loginByForm(alice.with("not-the-password"), "continue", "/x?" + "&".repeat(5_000)).expect(303);
		String tooLong = entry + "x".repeat(12 * 1024 + 1 - entry.length());
		assertThat(client.loginByForm(alice, "continue", tooLong).expect(303).header("Location")).contains("/");
		assertThat(client.loginByForm(alice, "continue", entry).expect(200).body()).contains("url=" + entry + "\"");
	}

	@ParameterizedTest
	@CsvSource({ "/devices?x=1&y=%2F, 303", "/continue?entry=abc, 200", "//evil.example, 303" })
	void goesOnWhereOneWantedAfterAPasswordThatHadToBeChanged(String wanted, int status) {
		Person alice = someone();
		Person reset = alice.with(admin().post("/api/admin/users/" + alice.username() + "/password")
			.expect(200)
			.text("/temporary_password"));
		Client client = client();
		client.loginByForm(reset).expect(303);
		String encoded = URLEncoder.encode(wanted, StandardCharsets.UTF_8);
		if (!wanted.startsWith("//")) {
			assertThat(client.browse(wanted).expect(303).header("Location")).contains("/password?continue=" + encoded);
		}
		assertThat(client.browse("/").expect(303).header("Location")).contains("/password");
		String csrf = client.csrfOfPage("/password?continue=" + encoded);
		Answer again = client.call("POST", "/password")
			.form("current_password", "not-the-password", "new_password", "x", "continue", wanted, "_csrf", csrf)
			.send()
			.expect(303);
		assertThat(again.header("Location").orElseThrow()).startsWith("/password?error=current_wrong")
			.endsWith(wanted.startsWith("//") ? "_wrong" : "&continue=" + encoded);
		Answer changed = client.call("POST", "/password")
			.form("current_password", reset.password(), "new_password", "walnut-harbour-kettle-28", "continue", wanted,
					"_csrf", csrf)
			.send()
			.expect(status);
		assertThat((status == 200) ? changed.body() : changed.header("Location").orElseThrow())
			.contains(wanted.startsWith("//") ? "/?password-changed" : wanted);
	}

	@Test
	void sendsTheBrowserNowhereElse() {
		Person alice = someone();
		for (String evil : List.of("https://evil.example/", "//evil.example", "///evil.example", "/\\evil.example",
				"\\\\evil.example", "\\/evil.example", "/\t/evil.example", "/\n/evil.example", "\t//evil.example",
				" //evil.example", "http:evil.example", "javascript:alert(1)", "evil.example", "@evil.example",
				"/ok\r\nSet-Cookie: planted=1", "")) {
			Answer answer = client().loginByForm(alice, "continue", evil).expect(303);
			assertThat(answer.header("Location")).as("for %s", evil).contains("/");
			assertThat(answer.cookie("planted")).isEmpty();
		}
	}

	@Test
	void doesNotBelieveAForgedHost() {
		Person alice = someone();
		Client client = client();
		String csrf = client.csrfOfPage("/login");
		Answer answer = client.call("POST", "/login")
			.form("username", alice.username(), "password", alice.password(), "_csrf", csrf)
			.header("Host", "evil.example")
			.header("X-Forwarded-Host", "evil.example")
			.header("Forwarded", "host=evil.example")
			.send();
		assertThat(answer.expect(303).header("Location")).contains("/");
		Answer stranger = client().call("GET", "/").accept("text/html").header("Host", "evil.example").send();
		assertThat(stranger.expect(303).header("Location").orElseThrow()).startsWith("/login?continue=");
	}

	@Test
	void saysOnThePageThatItFailed() {
		Answer answer = client().loginByForm(someone().with("not-the-password")).expect(303);
		String location = answer.header("Location").orElseThrow();
		assertThat(location).startsWith("/login?error");
		holdsNoCredential(answer);
		Answer page = client().browse(location).expect(200);
		assertThat(page.header("Content-Type").orElse("")).startsWith("text/html");
	}

	@ParameterizedTest
	@ValueSource(strings = { "nobody-here", "Zo\u00eb \"<b>&amp;", "\ud83e\udd89", "a;b=c, d" })
	void keepsTheNameOfAFailedLogin(String typed) {
		Client client = client();
		Answer answer = client.loginByForm(new Person(typed, "not-the-password")).expect(303);
		String location = answer.header("Location").orElseThrow();
		assertThat(location).doesNotContain("nobody", "Zo", "a;b");
		assertThat(client.browse(location).expect(200).body())
			.contains("value=\"" + HtmlUtils.htmlEscape(typed, "UTF-8") + "\"");
		assertThat(client().browse(location).expect(200).body()).doesNotContain(HtmlUtils.htmlEscape(typed, "UTF-8"));
		client.withCookie("__Host-latchkey-name", "%%%").browse(location).expect(200);
	}

	@Test
	void failsAlikeWithoutNameOrPassword() {
		Client client = client();
		String csrf = client.csrfOfPage("/login");
		Answer answer = client.call("POST", "/login").form("_csrf", csrf).send();
		answer.expect(303, 400);
		holdsNoCredential(answer);
	}

	@Test
	void needsTheToken() {
		Person alice = someone();
		Client client = client();
		client.browse("/login").expect(200);
		Answer without = client.call("POST", "/login")
			.form("username", alice.username(), "password", alice.password())
			.send();
		without.expect(403);
		holdsNoCredential(without);
		Answer wrong = client.call("POST", "/login")
			.form("username", alice.username(), "password", alice.password(), "_csrf", "wrong")
			.send();
		wrong.expect(403);
		holdsNoCredential(wrong);
	}

	@Test
	void refusesAFormThatAnotherSiteSends() {
		Person alice = someone();
		Client client = client();
		String csrf = client.csrfOfPage("/login");
		Answer answer = client.call("POST", "/login")
			.form("username", alice.username(), "password", alice.password(), "_csrf", csrf)
			.header("Sec-Fetch-Site", "cross-site")
			.send();
		answer.expect(403);
		holdsNoCredential(answer);
	}

	@Test
	void tellsThoseWhoAreSignedInThatTheyAre() {
		Person alice = someone();
		Client client = client();
		client.loginByForm(alice).expect(303);
		String page = client.browse("/login?continue=%2Fdevices%3Fx%3D1").expect(200).body();
		assertThat(page).contains("You are signed in", alice.username(), "href=\"/continue?to=%2Fdevices%3Fx%3D1\"",
				"name=\"password\"");
		assertThat(client.browse("/continue?to=%2Fdevices%3Fx%3D1").expect(303).header("Location"))
			.contains("/devices?x=1");
		// in JWT mode the access cookie expires before the session does
		if (jwt()) {
			Client later = client.copy().withoutCookie(Client.COOKIE);
			assertThat(later.browse("/login").expect(200).body()).contains("You are signed in", alice.username());
			isSignedIn(client);
		}
		Client left = client.copy();
		client.post("/api/logout").expect(204);
		assertThat(left.browse("/login").expect(200).body()).doesNotContain("You are signed in", alice.username());
		assertThat(client().withCookie(Client.COOKIE, "garbage").browse("/login").expect(200).body())
			.doesNotContain("You are signed in");
	}

	@Test
	void letsAnotherUserSignInInstead() {
		Person alice = someone();
		Person bob = someone();
		Client client = client();
		client.loginByForm(alice).expect(303);
		String failed = client.loginByForm(bob.with("not-the-password")).expect(303).header("Location").orElseThrow();
		assertThat(client.browse(failed).expect(200).body()).contains("The name or the password is wrong.");
		client.loginByForm(bob).expect(303);
		assertThat(client.get("/api/me").expect(200).text("/username")).isEqualTo(bob.username());
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/devices", "/password", "/admin/users", "/admin", "/admin/" })
	void sendsAStrangersBrowserToTheLogin(String page) {
		Answer answer = client().browse(page).expect(303);
		assertThat(answer.header("Location").orElseThrow()).startsWith("/login?continue=");
	}

	@Test
	void looksUpFewOfTheCredentialsThatAStrangerSends() {
		Client client = client();
		client.loginForCookies(someone()).expect(200);
		for (String path : List.of("/login", "/logout")) {
			assertThat(behind(2, path, client.credential())).contains(someoneIsHere(path));
			assertThat(behind(200, path, client.credential())).doesNotContain(someoneIsHere(path));
		}
	}

	private String behind(int others, String path, String credential) {
		String cookies = IntStream.range(0, others)
			.mapToObj((i) -> Client.COOKIE + "=" + i + "; ")
			.collect(Collectors.joining()) + Client.COOKIE + "=" + credential;
		return client().call("GET", path).accept("text/html").header("Cookie", cookies).send().expect(200).body();
	}

	private static String someoneIsHere(String path) {
		return path.equals("/login") ? "You are signed in" : "signed in as";
	}

	@Test
	void showsWhoIsSignedInAtHome() {
		Person alice = someone();
		Client client = client();
		client.loginByForm(alice).expect(303);
		Answer home = client.browse("/").expect(200);
		assertThat(home.body()).contains(alice.username());
	}

	@Test
	void tellsAStrangerWhoWantsNoPageTheStatus() {
		client().get("/").expectProblem(401);
	}

	@Test
	void readsNoFormInParts() {
		Client browser = client();
		String part = "--x\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n";
		String form = part.formatted("_csrf", browser.csrfOfPage("/login"))
				+ part.formatted("username", Latchkey.ADMIN.username())
				+ part.formatted("password", Latchkey.ADMIN.password()) + "--x--\r\n";
		browser.call("POST", "/login")
			.accept("application/json")
			.withoutCsrf()
			.chunked("multipart/form-data; boundary=x", form)
			.send()
			.expectProblem(403);
	}

	@Test
	void readsNoFormWithoutEnd() {
		String much = "username=admin&password=" + "x".repeat(1 << 16);
		for (String accepted : List.of("text/html", "application/json")) {
			client().call("POST", "/login")
				.accept(accepted)
				.chunked("application/x-www-form-urlencoded", much)
				.send()
				.expect(413);
		}
	}

}
