package dev.latchkey.contract;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.RelyingParty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The authorization endpoint (RFC 6749, 4.1.1; OpenID Connect Core 1.0, 3.1.2; RFC 9126;
 * RFC 9207): who is answered what, and where.
 */
abstract class AuthorizationContract extends Contract {

	/** The field of the name on the login page, with a name in it. */
	private static final String FILLED = "name=\"username\"[^>]* value=\"[^\"]";

	private RelyingParty application;

	@BeforeEach
	void register() {
		this.application = RelyingParty.at(this.latchkey, Map.of());
	}

	private Client browser() {
		return browser(someone());
	}

	private Client browser(Person person) {
		Client browser = client();
		browser.loginByForm(person);
		return browser;
	}

	private Map<String, String> refused(Answer answer, String error) {
		Map<String, String> refusal = this.application.answered(answer);
		assertThat(refusal).containsEntry("error", error).doesNotContainKey("code").doesNotContainKey("error_uri");
		assertThat(refusal.get("iss")).isNotBlank();
		return refusal;
	}

	@Test
	void answersWithACodeAndItsName() {
		Map<String, String> answer = this.application.answered(this.application.authorize(browser()));
		assertThat(answer).containsEntry("kept", "1").containsEntry("state", "a state");
		assertThat(answer.get("code")).matches("[A-Za-z0-9_-]{43}");
		assertThat(answer.get("iss")).isEqualTo(discovery().text("/issuer"));
	}

	private Answer discovery() {
		return client().get("/.well-known/openid-configuration").expect(200);
	}

	@Test
	void leadsStrangersToTheLoginAndBack() {
		Client browser = client();
		Person person = someone();
		String login = this.application.authorize(browser).expect(303).header("Location").orElseThrow();
		assertThat(login).startsWith("/login?continue=%2Foauth2%2Fauthorize%3F").doesNotContain("confirm");
		String target = RelyingParty.parameters(login).get("continue");
		Answer onward = browser.loginByForm(person, "continue", target);
		assertThat(onward.expect(200).body()).contains("http-equiv=\"refresh\"");
		assertThat(this.application.answered(browser.browse(target))).containsKey("code");
	}

	@Test
	void tellsThePersonWhyTheSessionHasEnded() {
		Person person = someone();
		Client browser = browser(person);
		admin().post("/api/admin/users/" + person.username() + "/logout").expect(200);
		String login = this.application.authorize(browser).expect(303).header("Location").orElseThrow();
		assertThat(login).startsWith("/login?continue=%2Foauth2%2Fauthorize%3F").endsWith("&reason=forced_logout");
		assertThat(browser.browse(login).expect(200).body()).contains("An administrator signed you out.");
		refused(this.application.authorize(browser, "prompt", "none"), "login_required");
	}

	/** Nothing is shown in the hidden frame of a page that only asks. */
	@Test
	void showsNoPageWherePromptIsNone() {
		refused(this.application.authorize(client(), "prompt", "none"), "login_required");
		assertThat(this.application.answered(this.application.authorize(browser(), "prompt", "none")))
			.containsKey("code");
		refused(this.application.authorize(browser(), "prompt", "none login"), "invalid_request");
		refused(this.application.authorize(browser(), "prompt", "none", "max_age", "0"), "login_required");
		this.application = RelyingParty.at(this.latchkey, Map.of("consent", true));
		refused(this.application.authorize(browser(), "prompt", "none"), "consent_required");
	}

	@ParameterizedTest
	@CsvSource({ "prompt,login", "max_age,0" })
	void asksSignedInPersonsToConfirm(String name, String value) {
		Person person = someone();
		Client browser = browser(person);
		String confirm = this.application.authorize(browser, name, value).expect(303).header("Location").orElseThrow();
		assertThat(confirm).startsWith("/login?confirm&continue=");
		assertThat(browser.browse(confirm).expect(200).body()).contains("Confirm that it is you");
		String target = RelyingParty.parameters(confirm).get("continue");
		// the way back without a login is no login
		assertThat(browser.browse(target).expect(303).header("Location").orElseThrow())
			.startsWith("/login?confirm&continue=");
		browser.loginByForm(person, "continue", target).expect(200);
		assertThat(this.application.answered(browser.browse(target))).containsKey("code");
	}

	@Test
	void takesALoginThatIsRecentEnough() {
		assertThat(this.application.answered(this.application.authorize(browser(), "max_age", "3600")))
			.containsKey("code");
		for (String age : List.of("-1", "x", "1.5", "99999999999")) {
			refused(this.application.authorize(browser(), "max_age", age), "invalid_request");
		}
	}

	@Test
	void asksForConsentWhereTheApplicationWantsIt() {
		this.application = RelyingParty.at(this.latchkey, Map.of("consent", true));
		Client browser = browser();
		String page = this.application.authorize(browser).expect(303).header("Location").orElseThrow();
		assertThat(page).startsWith("/consent?client_id=" + this.application.clientId());
		Map<String, String> asked = RelyingParty.parameters(page);
		assertThat(asked).containsEntry("scope", "openid profile roles");
		// only the page of the consent records it, and proves that it was answered
		for (String answer : List.of("denied", "given", "given.9999999999." + "A".repeat(43))) {
			String forged = asked.get("continue") + "&consent=" + answer;
			assertThat(browser.browse(forged).expect(303).header("Location").orElseThrow()).startsWith("/consent?");
		}
		refused(browser.browse(answered(browser, asked, "deny")), "access_denied");
		assertThat(this.application.answered(browser.browse(answered(browser, asked, "allow")))).containsKey("code");
	}

	/**
	 * Answer the page of the consent.
	 * @param asked the parameters of its address
	 * @return where it leads
	 */
	private String answered(Client browser, Map<String, String> asked, String answer) {
		String page = browser.call("POST", "/consent")
			.form("client_id", asked.get("client_id"), "scope", asked.get("scope"), "continue", asked.get("continue"),
					"answer", answer)
			.formMore("_csrf", browser.csrfOfPage("/"))
			.send()
			.expect(200)
			.body();
		Matcher target = Pattern.compile("url=([^\"]+)\"").matcher(page);
		assertThat(target.find()).as(page).isTrue();
		return target.group(1).replace("&amp;", "&");
	}

	/** What was answered once is no answer to another request, nor in another session. */
	@Test
	void asksAnewWhatWasAnsweredForAnotherRequest() {
		Client browser = browser();
		Map<String, String> asked = RelyingParty.parameters(
				this.application.authorize(browser, "prompt", "consent").expect(303).header("Location").orElseThrow());
		String target = answered(browser, asked, "allow");
		String proof = target.substring(target.indexOf("&consent="));
		assertThat(this.application.answered(browser.browse(target))).containsKey("code");
		String other = this.application.path("prompt", "consent", "state", "other") + proof;
		assertThat(browser.browse(other).expect(303).header("Location").orElseThrow()).startsWith("/consent?");
		assertThat(browser().browse(target).expect(303).header("Location").orElseThrow()).startsWith("/consent?");
	}

	/** The way back from the login is the only proof of one, for this request alone. */
	@Test
	void believesNoAddressThatSaysThatThePersonHasSignedIn() {
		Person person = someone();
		Client browser = browser(person);
		String asked = this.application.path("prompt", "login");
		for (String forged : List.of("none", "x", "none.1." + "A".repeat(43), "none.9999999999." + "A".repeat(43))) {
			confirms(browser.browse(asked + "&session_before=" + forged));
		}
		String target = RelyingParty.parameters(confirms(browser.browse(asked))).get("continue");
		String proof = target.substring(target.indexOf("&session_before="));
		browser.loginByForm(person, "continue", target).expect(200);
		String other = this.application.path("prompt", "login", "state", "other");
		confirms(browser.browse(other + proof));
		confirms(browser.browse(asked));
		assertThat(this.application.answered(browser.browse(target))).containsKey("code");
	}

	private static String confirms(Answer answer) {
		String location = answer.expect(303).header("Location").orElseThrow();
		assertThat(location).startsWith("/login?confirm&continue=");
		return location;
	}

	@Test
	void saysThatAnApplicationIsNotKnownWhichIsDeletedMeanwhile() {
		Client browser = browser();
		// this node hears of it later
		this.latchkey.sql()
			.sql("delete from application where client_id = ?")
			.param(this.application.clientId())
			.update();
		Answer page = this.application.authorize(browser);
		assertThat(page.expect(400).header("Location")).isEmpty();
		assertThat(page.body()).contains("The application asked wrongly");
	}

	@ParameterizedTest
	@ValueSource(strings = { "nonce", "state", "prompt", "max_age", "scope", "code_challenge", "login_hint", "more" })
	void refusesControlCharactersAndKeepsNothing(String name) {
		Client browser = browser();
		long grants = grants();
		for (String character : List.of("\0", "\u0007", "\n", "\u007f", "\u0085")) {
			String value = "a" + character + "b";
			assertThat(this.application.answered(this.application.authorize(browser, name, value)))
				.containsEntry("error", "invalid_request");
			assertThat(push(name, value).expect(400).text("/error")).isEqualTo("invalid_request");
		}
		assertThat(grants()).isEqualTo(grants);
	}

	private long grants() {
		return this.latchkey.sql()
			.sql("select count(*) from application_grant where application_id = "
					+ "(select id from application where client_id = ?)")
			.param(this.application.clientId())
			.query(Long.class)
			.single();
	}

	@Test
	void leadsToANewPasswordFirst() {
		Person person = someone();
		Person reset = person.with(admin().post("/api/admin/users/" + person.username() + "/password")
			.expect(200)
			.text("/temporary_password"));
		Client browser = browser(reset);
		String page = this.application.authorize(browser).expect(303).header("Location").orElseThrow();
		assertThat(page).startsWith("/password?continue=%2Foauth2%2Fauthorize%3F");
		refused(this.application.authorize(browser, "prompt", "none"), "interaction_required");
		String target = RelyingParty.parameters(page).get("continue");
		browser.call("POST", "/password")
			.form("current_password", reset.password(), "new_password", "walnut-harbour-kettle-28", "continue", target,
					"_csrf", browser.csrfOfPage(page))
			.send()
			.expect(200);
		assertThat(this.application.answered(browser.browse(target))).containsKey("code");
	}

	@Test
	void turnsAwayWhoMayNotUseIt() {
		this.application = RelyingParty.at(this.latchkey, Map.of("permission", "wiki:use"), Map.of());
		refused(this.application.authorize(browser()), "access_denied");
		refused(this.application.authorize(browser(), "prompt", "none"), "access_denied");
	}

	@ParameterizedTest
	@CsvSource({ "response_type,token,unsupported_response_type", "response_type,id_token,unsupported_response_type",
			"response_type,code id_token,unsupported_response_type", "response_type,'',invalid_request",
			"code_challenge,'',invalid_request", "code_challenge,short,invalid_request",
			"code_challenge_method,plain,invalid_request", "code_challenge_method,'',invalid_request",
			"scope,openid unheard-of,invalid_scope", "scope,'',invalid_scope", "scope,' ',invalid_scope",
			"response_mode,fragment,invalid_request", "response_mode,form_post,invalid_request",
			"request,x.y.z,request_not_supported",
			"request_uri,https://app.example/request,request_uri_not_supported" })
	void tellsTheApplicationWhatIsWrong(String name, String value, String error) {
		assertThat(refused(this.application.authorize(browser(), name, value), error)).containsEntry("state",
				"a state");
		refused(this.application.authorize(client(), name, value), error);
	}

	@ParameterizedTest
	@CsvSource({ "code_challenge,short", "code_challenge_method,plain", "response_mode,fragment", "prompt,none login",
			"max_age,soon" })
	void namesTheParameterThatIsWrong(String name, String value) {
		assertThat(
				refused(this.application.authorize(browser(), name, value), "invalid_request").get("error_description"))
			.endsWith(": " + name);
		assertThat(push(name, value).expect(400).text("/error_description")).endsWith(": " + name);
	}

	@ParameterizedTest
	@CsvSource({ "client_id,unheard-of", "redirect_uri,https://evil.example/" })
	void namesTheParameterThatIsWrongToThePerson(String name, String value) {
		Answer page = this.application.authorize(browser(), name, value).expect(400);
		assertThat(page.body()).contains("not valid: " + name).doesNotContain(value);
	}

	@ParameterizedTest
	@ValueSource(strings = { "response_type=code", "scope=openid", "state=other", "nonce=other", "prompt=none",
			"max_age=1", "code_challenge=x", "code_challenge_method=S256", "display=page", "display=popup&display=x" })
	void refusesRepeatedParameters(String more) {
		String first = more.split("=", 2)[0];
		String path = this.application.path(first, "page") + "&" + more;
		assertThat(this.application.answered(browser().browse(path)).get("error")).isIn("invalid_request",
				"unsupported_response_type");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://APP.example/cb", "https://app.example:443/cb", "https://app.example/cb/",
			"https://app.example/CB", "https://app.example/cb?", "https://app.example/cb?x=1",
			"https://app.example/cb#f", "https://app.example/%63b", "https://app.example/x/../cb",
			"http://app.example/cb", "https://app.example.evil.example/cb", "https://app.example@evil.example/cb",
			"https://evil.example/cb", "//app.example/cb", "javascript:alert(1)", "https://app.example/cb ",
			"http://127.0.0.1:{port}/cb", "http://127.0.0.1:99999999999/cb", "http://[::1", "%", " ",
			"http://127.0.0.2/cb", "http://localhost:1/cb" })
	void sendsNothingToAnAddressThatIsNotRegistered(String uri) {
		this.application = RelyingParty.at(this.latchkey, Map.of("redirect_uris",
				List.of("https://app.example/cb", "http://127.0.0.1/cb", "http://localhost/cb")));
		for (Client browser : List.of(client(), browser())) {
			for (String prompt : List.of("none", "login")) {
				Answer answer = this.application.authorize(browser, "redirect_uri", uri, "prompt", prompt);
				assertThat(answer.expect(400).header("Location")).isEmpty();
				assertThat(answer.body()).doesNotContain("evil.example");
			}
		}
	}

	@Test
	void takesAnyPortOfALoopbackAddress() {
		this.application = RelyingParty.at(this.latchkey,
				Map.of("redirect_uris", List.of("http://127.0.0.1/cb", "http://[::1]/cb"), "public", true));
		for (String uri : List.of("http://127.0.0.1:49152/cb", "http://[::1]:50000/cb", "http://127.0.0.1/cb")) {
			String location = this.application.authorize(browser(), "redirect_uri", uri)
				.expect(303)
				.header("Location")
				.orElseThrow();
			assertThat(location).startsWith(uri + "?code=");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "client_id=&", "client_id=unheard-of&", "client_id=%00&", "", "client_id=a&client_id=b&",
			"client_id=latchkey&redirect_uri=https://a.example/&", "request_uri=urn:ietf:params:oauth:request_uri:x&" })
	void tellsOnlyThePersonWhereTheApplicationIsNotKnown(String query) {
		Answer page = browser().browse("/oauth2/authorize?" + query + "response_type=code").expect(400);
		assertThat(page.body()).contains("The application asked wrongly").contains("invalid_request");
		Answer json = client().get("/oauth2/authorize?" + query).expect(400);
		assertThat(json.text("/error")).startsWith("invalid_request");
	}

	@Test
	void carriesAStateOfEightKilobytes() {
		String state = "s".repeat(8192);
		assertThat(this.application.answered(this.application.authorize(browser(), "state", state)))
			.containsEntry("state", state);
		Client browser = client();
		String login = this.application.authorize(browser, "state", state).expect(303).header("Location").orElseThrow();
		String target = RelyingParty.parameters(login).get("continue");
		browser.loginByForm(someone(), "continue", target).expect(200);
		assertThat(this.application.answered(browser.browse(target))).containsEntry("state", state);
		assertThat(this.application.answered(this.application.authorize(browser, "state", state + "s")))
			.containsEntry("error", "invalid_request");
		assertThat(this.application
			.answered(this.application.authorize(browser, "state", state, "nonce", "n".repeat(512), "prompt", "none")))
			.containsKey("code");
	}

	/** A request has to come through the login, and its answer into the head. */
	@ParameterizedTest
	@ValueSource(strings = { "\u20ac", "%", "\ud83e\udd89" })
	void refusesWhatIsTooLongToBeCarried(String character) {
		int length = URLEncoder.encode(character, StandardCharsets.UTF_8).length();
		String state = character.repeat(20_000 / length);
		for (Client browser : List.of(client(), browser())) {
			Answer answer = this.application.authorize(browser, "state", state).expect(200);
			assertThat(answer.body()).contains(this.application.redirectUri() + "&amp;error=invalid_request");
			refused(this.application.authorize(browser, "more", state), "invalid_request");
		}
		assertThat(push("more", character.repeat(4_000 / length), "state", "s".repeat(8192)).expect(400).text("/error"))
			.isEqualTo("invalid_request");
	}

	/** Browsers send no cookie of Latchkey's with the form of another site. */
	@Test
	void asksAgainWithGetForWhatWasPosted() {
		Client browser = browser();
		Answer again = browser.call("POST", "/oauth2/authorize")
			.withoutCsrf()
			.header("Sec-Fetch-Site", "cross-site")
			.header("Cookie", "other=1")
			.body("application/x-www-form-urlencoded", RelyingParty.encoded(this.application.request()))
			.send();
		String location = again.expect(303).header("Location").orElseThrow();
		assertThat(location).startsWith("/oauth2/authorize?");
		assertThat(this.application.answered(browser.browse(location))).containsKey("code");
	}

	@Test
	void refusesWhatWasPostedAndIsTooLong() {
		Answer answer = client().call("POST", "/oauth2/authorize")
			.withoutCsrf()
			.header("Sec-Fetch-Site", "cross-site")
			.body("application/x-www-form-urlencoded",
					RelyingParty.encoded(this.application.request("more", "s".repeat(12_000))))
			.send();
		refused(answer, "invalid_request");
	}

	/** The reference stands for all the rest, and is short enough to be led on. */
	@Test
	void leadsOnWithAReferenceHoweverMuchComesBesideIt() {
		String path = path(push(), this.application.clientId());
		Answer posted = client().call("POST", "/oauth2/authorize")
			.withoutCsrf()
			.header("Sec-Fetch-Site", "cross-site")
			.body("application/x-www-form-urlencoded", path.split("\\?", 2)[1] + "&more=" + "s".repeat(12_000))
			.send();
		String onward = posted.expect(303).header("Location").orElseThrow();
		assertThat(onward).isEqualTo(path);
		Client browser = client();
		String shortened = browser.browse(path + "&more=" + "s".repeat(12_000))
			.expect(303)
			.header("Location")
			.orElseThrow();
		assertThat(shortened).isEqualTo(path);
		String login = browser.browse(shortened).expect(303).header("Location").orElseThrow();
		String target = RelyingParty.parameters(login).get("continue");
		browser.loginByForm(someone(), "continue", target).expect(200);
		assertThat(this.application.answered(browser.browse(target))).containsKey("code");
	}

	@Test
	void suggestsTheNameThatTheApplicationExpects() {
		String hint = "al+ice\"><b>@example.com";
		String escaped = "value=\"al+ice&quot;&gt;&lt;b&gt;@example.com\"";
		assertThat(loginPage(this.application.path("login_hint", hint))).contains(escaped);
		assertThat(loginPage(this.application.path("prompt", "login", "login_hint", hint))).contains(escaped);
		assertThat(loginPage(path(push("login_hint", hint), this.application.clientId()))).contains(escaped);
		// pushed without a name
		assertThat(loginPage(path(push(), this.application.clientId()) + "&login_hint=mallory"))
			.doesNotContainPattern(FILLED);
		assertThat(loginPage(this.application.path("login_hint", "x".repeat(255)))).doesNotContainPattern(FILLED);
		refused(this.application.authorize(client(), "login_hint", "a\0b"), "invalid_request");
		for (String target : List.of("/oauth2/authorize?login_hint=a%00b", "/oauth2/authorize?login_hint=%zz",
				"/oauth2/authorize?login_hint=abc&login_hint=abc", "/?login_hint=abc",
				"/oauth2/authorize?request_uri=urn:x&login_hint=abc&client_id=" + this.application.clientId())) {
			String page = "/login?continue=" + URLEncoder.encode(target, StandardCharsets.UTF_8);
			assertThat(client().browse(page).expect(200).body()).doesNotContainPattern(FILLED);
		}
	}

	private String loginPage(String path) {
		Client browser = client();
		return browser.browse(browser.browse(path).expect(303).header("Location").orElseThrow()).expect(200).body();
	}

	@Test
	void answersOtherMethodsAsEverywhere() {
		for (String method : List.of("PUT", "DELETE", "PATCH")) {
			assertThat(client().call(method, this.application.path()).send().expect(405).header("Allow").orElseThrow())
				.contains("GET")
				.contains("POST");
		}
		client().call("HEAD", this.application.path()).send().expect(405);
		for (String path : List.of("/oauth2/token", "/oauth2/par")) {
			assertThat(client().get(path).expect(405).header("Allow")).contains("POST");
		}
	}

	@Test
	void takesARequestThatWasPushed() {
		Answer pushed = push();
		assertThat(pushed.json().at("/expires_in").isInt()).isTrue();
		String path = "/oauth2/authorize?client_id=" + this.application.clientId() + "&request_uri="
				+ URLEncoder.encode(pushed.text("/request_uri"), StandardCharsets.UTF_8);
		Person person = someone();
		Client browser = client();
		String login = browser.browse(path + "&scope=ignored&redirect_uri=https://evil.example/")
			.expect(303)
			.header("Location")
			.orElseThrow();
		String target = RelyingParty.parameters(login).get("continue");
		browser.loginByForm(person, "continue", target).expect(200);
		assertThat(this.application.answered(browser.browse(target))).containsEntry("state", "a state")
			.containsKey("code");
		// once
		assertThat(browser.browse(path).expect(400).body()).contains("invalid_request_uri");
		// and of no other user
		RelyingParty other = RelyingParty.at(this.latchkey, Map.of());
		browser.browse(path(push(), other.clientId())).expect(400);
		this.application.answered(browser.browse(path(push(), this.application.clientId())));
	}

	/** What only Latchkey adds means nothing in a request that an application pushes. */
	@ParameterizedTest
	@ValueSource(strings = { "consent", "session_before" })
	void keepsNothingOfAPushedRequestThatLatchkeyAdds(String name) {
		Answer pushed = push(name, "x".repeat(12_000)).expect(201);
		assertThat(this.application.answered(browser().browse(path(pushed, this.application.clientId()))))
			.containsKey("code");
	}

	private Answer push(String... changes) {
		return this.application
			.call("/oauth2/par",
					this.application.request(changes)
						.entrySet()
						.stream()
						.flatMap((field) -> List.of(field.getKey(), field.getValue()).stream())
						.toArray(String[]::new))
			.expect(201, 400);
	}

	private static String path(Answer pushed, String clientId) {
		return "/oauth2/authorize?client_id=" + clientId + "&request_uri="
				+ URLEncoder.encode(pushed.text("/request_uri"), StandardCharsets.UTF_8);
	}

	@ParameterizedTest
	@CsvSource({ "redirect_uri,https://evil.example/,invalid_request", "scope,openid x,invalid_scope",
			"scope,'',invalid_scope", "scope,' ',invalid_scope", "code_challenge,'',invalid_request",
			"request_uri,urn:x,request_uri_not_supported", "response_type,token,unsupported_response_type",
			"client_id,other,invalid_request" })
	void refusesToTakeAWrongRequest(String name, String value, String error) {
		assertThat(push(name, value).expect(400).text("/error")).isEqualTo(error);
	}

	@Test
	void promisesOnlyWhatIsThere() {
		Answer metadata = discovery();
		assertThat(client().get("/.well-known/oauth-authorization-server").expect(200).json())
			.isEqualTo(metadata.json());
		String issuer = metadata.text("/issuer");
		Set<String> endpoints = set("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri",
				"pushed_authorization_request_endpoint", "device_authorization_endpoint", "introspection_endpoint",
				"revocation_endpoint", "end_session_endpoint");
		for (String name : endpoints) {
			assertThat(metadata.text("/" + name)).startsWith(issuer + "/");
			String path = metadata.text("/" + name).substring(issuer.length());
			assertThat(client().get(path).status()).as(path).isNotEqualTo(404);
		}
		Set<String> others = names(metadata.json());
		others.removeAll(endpoints);
		assertThat(others).isEqualTo(set("issuer", "response_types_supported", "response_modes_supported",
				"grant_types_supported", "subject_types_supported", "id_token_signing_alg_values_supported",
				"scopes_supported", "claims_supported", "code_challenge_methods_supported", "prompt_values_supported",
				"authorization_response_iss_parameter_supported", "claims_parameter_supported",
				"request_parameter_supported", "request_uri_parameter_supported",
				"require_pushed_authorization_requests", "token_endpoint_auth_methods_supported",
				"introspection_endpoint_auth_methods_supported", "revocation_endpoint_auth_methods_supported",
				"backchannel_logout_supported", "backchannel_logout_session_supported"));
		assertThat(metadata.body()).doesNotContain("implicit").doesNotContain("private_key_jwt").doesNotContain("mtls");
		for (String grantType : List.of("authorization_code", "refresh_token", "client_credentials")) {
			assertThat(metadata.json().at("/grant_types_supported").toString()).contains("\"" + grantType + "\"");
		}
	}

	@Test
	void letsScriptsOfPublicApplicationsCall() {
		RelyingParty script = RelyingParty.at(this.latchkey, Map.of("public", true, "redirect_uris",
				List.of("https://spa" + System.nanoTime() + ".example:8443/cb")));
		String origin = script.redirectUri().substring(0, script.redirectUri().lastIndexOf('/'));
		for (String path : List.of("/oauth2/token", "/oauth2/par", "/userinfo", "/.well-known/openid-configuration",
				"/.well-known/jwks.json")) {
			Answer asked = client().call("OPTIONS", path)
				.header("Origin", origin)
				.header("Access-Control-Request-Method", "POST")
				.header("Access-Control-Request-Headers", "authorization,content-type")
				.send();
			assertThat(asked.expect(200).header("Access-Control-Allow-Origin")).contains(origin);
			client().call("OPTIONS", path)
				.header("Origin", "https://evil.example")
				.header("Access-Control-Request-Method", "POST")
				.send()
				.expect(403);
		}
		client().call("OPTIONS", "/api/me")
			.header("Origin", origin)
			.header("Access-Control-Request-Method", "GET")
			.send()
			.expect(403);
	}

}
