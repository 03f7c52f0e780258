package dev.latchkey.contract;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.RelyingParty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Signing out where an application asks for it (OpenID Connect RP-Initiated Logout 1.0),
 * and what an ending says of the applications that are told (OpenID Connect Back-Channel
 * Logout 1.0). This Latchkey tells no application at an internal address.
 */
abstract class SignOutContract extends Contract {

	private static final String BACK = "https://app.example/bye?kept=1";

	private RelyingParty application;

	@BeforeEach
	void register() {
		this.application = RelyingParty.at(this.latchkey, Map.of("post_logout_redirect_uris", List.of(BACK),
				"backchannel_logout_uri", "http://localhost:9/told"));
	}

	private Client browser() {
		return browser(someone());
	}

	private Client browser(Person owner) {
		Client browser = client();
		browser.loginByForm(owner);
		return browser;
	}

	private Answer tokens(Client browser) {
		return this.application.redeem(this.application.code(browser)).expect(200);
	}

	private String hint(Client browser) {
		return tokens(browser).text("/id_token");
	}

	private static Answer signOut(Client browser, String... parameters) {
		Map<String, String> query = new LinkedHashMap<>();
		for (int i = 0; i < parameters.length; i += 2) {
			query.put(parameters[i], parameters[i + 1]);
		}
		return browser.browse("/oauth2/logout?" + RelyingParty.encoded(query));
	}

	private static void leadsBack(Answer answer) {
		assertThat(answer.expect(303).header("Location")).contains(BACK + "&state=a+state");
	}

	private static void asks(Answer answer, int status) {
		assertThat(answer.expect(status).header("Location")).isEmpty();
		assertThat(answer.header("Refresh")).isEmpty();
		assertThat(answer.body()).contains("Sign out here");
	}

	@Test
	void signsOutWhereTheHintIsOfThisSession() {
		Client browser = browser();
		String hint = hint(browser);
		Answer answer = signOut(browser, "id_token_hint", hint, "post_logout_redirect_uri", BACK, "state", "a state");
		leadsBack(answer);
		assertThat(answer.cookie(Client.COOKIE).orElseThrow().value()).isEmpty();
		browser.get("/api/me").expect(401);
	}

	@Test
	void takesAHintFromBeforeARefresh() {
		Client browser = browser();
		Answer tokens = tokens(browser);
		this.application.refresh(tokens.text("/refresh_token")).expect(200);
		leadsBack(signOut(browser, "id_token_hint", tokens.text("/id_token"), "post_logout_redirect_uri", BACK,
				"client_id", this.application.clientId(), "state", "a state"));
		browser.get("/api/me").expect(401);
	}

	@Test
	void leadsBackWhereTheSessionIsOverAlready() {
		Person owner = someone();
		Client browser = browser(owner);
		String hint = hint(browser);
		admin().post("/api/admin/users/" + owner.username() + "/logout").expect(200);
		leadsBack(signOut(browser, "id_token_hint", hint, "post_logout_redirect_uri", BACK, "state", "a state"));
		leadsBack(signOut(client(), "id_token_hint", hint, "post_logout_redirect_uri", BACK, "state", "a state"));
		Client again = browser(owner);
		leadsBack(signOut(again, "id_token_hint", hint, "post_logout_redirect_uri", BACK, "state", "a state"));
		isSignedIn(again);
	}

	@Test
	void asksWithoutAHintAndGoesOnAfterTheButton() {
		Client browser = browser();
		Answer page = signOut(browser, "client_id", this.application.clientId(), "post_logout_redirect_uri", BACK,
				"state", "a state");
		asks(page, 200);
		isSignedIn(browser);
		String onward = "/oauth2/logout?client_id=" + this.application.clientId()
				+ "&post_logout_redirect_uri=https%3A%2F%2Fapp.example%2Fbye%3Fkept%3D1&state=a+state";
		assertThat(page.body()).contains("value=\"" + onward.replace("&", "&amp;") + "\"");
		Answer small = browser.call("POST", "/logout")
			.form("_csrf", browser.csrfOfPage("/"), "continue", onward)
			.send()
			.expect(200);
		assertThat(small.body()).contains("http-equiv=\"refresh\"");
		leadsBack(browser.browse(onward));
		browser.get("/api/me").expect(401);
	}

	@Test
	void asksWhereTheHintIsOfAnotherSession() {
		Person owner = someone();
		Client browser = browser(owner);
		Client other = browser(owner);
		asks(signOut(browser, "id_token_hint", hint(other), "post_logout_redirect_uri", BACK), 200);
		asks(signOut(browser, "id_token_hint", hint(browser()), "post_logout_redirect_uri", BACK), 200);
		asks(signOut(browser), 200);
		isSignedIn(browser);
		isSignedIn(other);
	}

	@Test
	void believesNoOtherToken() {
		Client browser = browser();
		Answer tokens = tokens(browser);
		String hint = tokens.text("/id_token");
		for (String other : List.of(tokens.text("/access_token"), tokens.text("/refresh_token"), "x", "x.y.z",
				hint.substring(0, hint.length() - 4) + "AAAA", hint + "x", "x".repeat(5000))) {
			asks(signOut(browser, "id_token_hint", other, "post_logout_redirect_uri", BACK, "client_id",
					this.application.clientId()), 400);
		}
		isSignedIn(browser);
	}

	/** A key goes soon after it was replaced; applications keep ID tokens for longer. */
	@Test
	void asksWhereTheKeyOfTheHintIsGone() {
		Client browser = browser();
		String hint = ofAKeyThatIsGone(hint(browser));
		Answer page = signOut(browser, "id_token_hint", hint, "post_logout_redirect_uri", BACK, "state", "a state");
		asks(page, 200);
		assertThat(page.body()).contains("name=\"continue\"");
		asks(signOut(browser, "id_token_hint", hint, "client_id", this.application.clientId()), 200);
		asks(signOut(browser, "id_token_hint", hint, "post_logout_redirect_uri", "https://evil.example/"), 400);
		asks(signOut(browser, "id_token_hint", hint, "client_id", "no-such-application"), 400);
		isSignedIn(browser);
		browser.post("/api/logout").expect(204);
		leadsBack(signOut(browser, "id_token_hint", hint, "post_logout_redirect_uri", BACK, "state", "a state"));
	}

	private static String ofAKeyThatIsGone(String token) {
		String[] parts = token.split("\\.", 2);
		String header = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.US_ASCII)
			.replaceFirst("\"kid\":\"[^\"]+\"", "\"kid\":\"" + "A".repeat(22) + "\"");
		return Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(StandardCharsets.US_ASCII)) + "."
				+ parts[1];
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://app.example/bye", "https://app.example/bye?kept=1&",
			"https://app.example/bye?kept=1#", "https://APP.example/bye?kept=1", "https://app.example:443/bye?kept=1",
			"http://app.example/bye?kept=1", "https://app.example/%62ye?kept=1", "https://app.example/bye/?kept=1",
			"https://app.example/x/../bye?kept=1", "https://evil.example/", "//app.example/bye?kept=1", "/bye",
			"javascript:alert(1)", "x" })
	void leadsToNoAddressThatIsNotRegistered(String uri) {
		Client browser = browser();
		asks(signOut(browser, "id_token_hint", hint(browser), "post_logout_redirect_uri", uri), 400);
		isSignedIn(browser);
		assertThat(
				signOut(client(), "client_id", this.application.clientId(), "post_logout_redirect_uri", uri).expect(400)
					.header("Location"))
			.isEmpty();
	}

	@Test
	void refusesAHintOfAnotherApplication() {
		Client browser = browser();
		RelyingParty other = RelyingParty.at(this.latchkey, Map.of());
		asks(signOut(browser, "id_token_hint", hint(browser), "client_id", other.clientId()), 400);
		asks(signOut(browser, "post_logout_redirect_uri", BACK), 400);
		asks(browser.browse("/oauth2/logout?state=1&state=2"), 400);
		asks(signOut(browser, "state", "x".repeat(8193)), 400);
		isSignedIn(browser);
	}

	/** It goes back as it came, also where it does not fit into the head of an answer. */
	@ParameterizedTest
	@ValueSource(strings = { "\u20ac", "%", "s" })
	void leadsBackWithALongState(String character) {
		Client browser = browser();
		String state = character.repeat(character.equals("s") ? 8192 : 2500);
		String encoded = URLEncoder.encode(state, StandardCharsets.UTF_8);
		String hint = hint(browser);
		for (int i = 0; i < 2; i++) {
			Answer answer = signOut(browser, "id_token_hint", hint, "post_logout_redirect_uri", BACK, "state", state);
			assertThat(answer.expect(200, 303).header("Location").orElse(answer.body()).replace("&amp;", "&"))
				.contains(BACK + "&state=" + encoded);
			browser.get("/api/me").expect(401);
		}
	}

	@Test
	void takesNoControlCharacters() {
		Client browser = browser();
		String hint = hint(browser);
		for (String character : List.of("\0", "\n", "\u007f")) {
			asks(signOut(browser, "id_token_hint", hint, "post_logout_redirect_uri", BACK, "state", character), 400);
		}
		isSignedIn(browser);
	}

	@Test
	void asksAgainWithGetWhereAFormCameFromAnotherSite() {
		Client browser = browser();
		String hint = hint(browser);
		Answer answer = client().call("POST", "/oauth2/logout")
			.withoutCsrf()
			.header("Sec-Fetch-Site", "cross-site")
			.form("id_token_hint", hint, "post_logout_redirect_uri", BACK, "state", "a state", "other", "x")
			.send();
		String location = answer.expect(303).header("Location").orElseThrow();
		assertThat(location).startsWith("/oauth2/logout?id_token_hint=").doesNotContain("other");
		leadsBack(browser.browse(location));
		browser.get("/api/me").expect(401);
	}

	@Test
	void refusesWhatNoRequestHasRoomFor() {
		Client browser = browser();
		String hint = hint(browser);
		for (String state : List.of("x".repeat(9_000), "漢".repeat(2_800))) {
			asks(signOut(browser, "id_token_hint", hint, "post_logout_redirect_uri", BACK, "state", state), 400);
		}
		isSignedIn(browser);
		signOut(browser, "id_token_hint", hint, "post_logout_redirect_uri", BACK, "state", "é".repeat(1_300))
			.expect(303);
	}

	@Test
	void asksForEachParameterToHold() {
		Client browser = browser();
		String hint = hint(browser);
		String elsewhere = "https://other.example/bye";
		RelyingParty other = RelyingParty.at(this.latchkey, Map.of("post_logout_redirect_uris", List.of(elsewhere)));
		asks(signOut(browser, "id_token_hint", hint, "client_id", "no-such-application"), 400);
		asks(signOut(browser, "id_token_hint", hint, "client_id", "x".repeat(300)), 400);
		asks(signOut(browser, "id_token_hint", hint, "post_logout_redirect_uri", elsewhere), 400);
		asks(signOut(browser, "client_id", other.clientId(), "post_logout_redirect_uri", BACK), 400);
		asks(signOut(browser, "client_id", "no-such-application"), 400);
		asks(browser.browse("/oauth2/logout?id_token_hint=x&" + RelyingParty.encoded(Map.of("id_token_hint", hint))),
				400);
		isSignedIn(browser);
	}

	@Test
	void isNotUsedUpByAHead() {
		Client browser = browser();
		browser.call("HEAD", "/oauth2/logout?" + RelyingParty.encoded(Map.of("id_token_hint", hint(browser))))
			.send()
			.expect(405);
		isSignedIn(browser);
	}

	@Test
	void standsInTheDiscoveryDocument() {
		Answer document = client().get("/.well-known/openid-configuration").expect(200);
		assertThat(document.text("/end_session_endpoint")).endsWith("/oauth2/logout");
		assertThat(document.json().at("/backchannel_logout_supported").booleanValue()).isTrue();
		assertThat(document.json().at("/backchannel_logout_session_supported").booleanValue()).isTrue();
	}

	@Test
	void saysHowManyApplicationsKnowOfAnEnding() {
		Person owner = someone();
		Client one = browser(owner);
		tokens(one);
		assertThat(one.post("/api/logout").expect(204).header("X-Latchkey-Applications")).contains("told=0, pending=1");
		Client two = browser(owner);
		assertThat(two.post("/api/logout").expect(204).header("X-Latchkey-Applications")).contains("told=0, pending=0");
		Client three = browser(owner);
		tokens(three);
		Answer ended = admin().post("/api/admin/users/" + owner.username() + "/logout").expect(200);
		assertThat(ended.json().at("/applications").toString()).isEqualTo("{\"told\":0,\"pending\":1}");
		Client four = browser(owner);
		tokens(four);
		Client five = browser(owner);
		assertThat(five.delete("/api/me/sessions").expect(200).header("X-Latchkey-Applications"))
			.contains("told=0, pending=1");
		tokens(five);
		Answer form = five.call("POST", "/logout").form("_csrf", five.csrfOfPage("/")).send().expect(303);
		assertThat(form.header("Location")).contains("/login?logout&told=0&telling=1");
		assertThat(client().browse("/login?logout&told=0&telling=1").expect(200).body())
			.contains("1 application is being told.");
		assertThat(client().browse("/login?logout&told=x&telling=-1").expect(200).body()).doesNotContain("being told");
	}

}
