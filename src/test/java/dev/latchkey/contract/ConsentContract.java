package dev.latchkey.contract;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.latchkey.application.Application;
import dev.latchkey.application.ApplicationDirectory;
import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Person;
import dev.latchkey.oauth.ApplicationConsents;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page that asks people before an application learns of them, without the
 * authorization endpoint that leads there and to which it leads.
 */
abstract class ConsentContract extends Contract {

	private static final String TARGET = "/oauth2/authorize?client_id=asks-first&state=%26%3C&consents=x";

	private Client register() {
		admin().post("/api/admin/applications",
				Map.of("client_id", "asks-first", "name", "Asks <i>first</i>", "oidc",
						Map.of("redirect_uris", List.of("https://asks.example/cb"), "consent", true, "scopes",
								List.of("openid", "profile", "orders:read"))))
			.expect(201, 409);
		return client();
	}

	private boolean covers(Person person, String... scopes) {
		Application application = this.latchkey.bean(ApplicationDirectory.class).byClientId("asks-first");
		assertThat(application).isNotNull();
		return this.latchkey.bean(ApplicationConsents.class).cover(accountId(person), application, Set.of(scopes));
	}

	private String accountId(Person person) {
		return this.latchkey.sql()
			.sql("select id from account where username = ?")
			.param(person.username())
			.query(String.class)
			.single();
	}

	private static String page(String clientId, String scope, String target) {
		return "/consent?client_id=" + clientId + "&scope=" + URLEncoder.encode(scope, StandardCharsets.UTF_8)
				+ "&continue=" + URLEncoder.encode(target, StandardCharsets.UTF_8);
	}

	private static Answer answer(Client browser, String clientId, String scope, String target, String answer) {
		return browser.call("POST", "/consent")
			.form("client_id", clientId, "scope", scope, "continue", target, "answer", answer)
			.formMore("_csrf", browser.csrfOfPage("/"))
			.send();
	}

	@Test
	void givesWhatItShowsAndLeadsOn() {
		Client browser = register();
		Person alice = someone();
		browser.loginForCookies(alice).expect(200);
		String asked = "openid offline_access admin:all orders:read";
		Answer page = browser.browse(page("asks-first", asked, TARGET)).expect(200);
		assertThat(page.header("Cache-Control").orElse("")).contains("no-store");
		assertThat(page.body())
			.contains("Asks &lt;i&gt;first&lt;/i&gt;", alice.username(), "know that it is you", "orders:read",
					"value=\"openid offline_access orders:read\"")
			.doesNotContain("admin:all", "see your name");
		assertThat(covers(alice, "openid")).isFalse();

		Answer denied = answer(browser, "asks-first", asked, TARGET, "deny").expect(200);
		assertThat(denied.body()).contains("client_id=asks-first&amp;state=%26%3C&amp;consents=x&amp;consent=denied");
		assertThat(covers(alice, "openid")).isFalse();

		Answer given = answer(browser, "asks-first", asked, TARGET, "allow").expect(200);
		assertThat(given.body()).contains("client_id=asks-first&amp;state=%26%3C&amp;consents=x&amp;consent=given");
		assertThat(covers(alice, "openid", "orders:read", "offline_access")).isTrue();
		assertThat(covers(alice, "openid", "profile")).isFalse();
		assertThat(covers(alice, "admin:all")).isFalse();
		assertThat(covers(someone(), "openid")).isFalse();
	}

	@Test
	void givesEachOnceWhereManyAreGivenAtOnce() throws Exception {
		Client browser = register();
		Person alice = someone();
		browser.loginForCookies(alice).expect(200);
		String csrf = browser.csrfOfPage("/");
		List<String> scopes = List.of("openid", "profile", "orders:read", "offline_access");
		CyclicBarrier together = new CyclicBarrier(scopes.size());
		ExecutorService threads = Executors.newFixedThreadPool(scopes.size());
		try {
			List<Future<Answer>> answers = scopes.stream().map((scope) -> threads.submit(() -> {
				together.await();
				return browser.copy()
					.call("POST", "/consent")
					.form("client_id", "asks-first", "scope", scope, "continue", TARGET, "answer", "allow")
					.formMore("_csrf", csrf)
					.send();
			})).toList();
			for (Future<Answer> answer : answers) {
				answer.get().expect(200);
			}
		}
		finally {
			threads.shutdown();
		}
		assertThat(covers(alice, scopes.toArray(String[]::new))).isTrue();
	}

	@Test
	void isForgottenWithTheAccount() {
		Client browser = register();
		Person alice = someone();
		browser.loginForCookies(alice).expect(200);
		answer(browser, "asks-first", "openid", TARGET, "allow").expect(200);
		String accountId = accountId(alice);
		assertThat(consentsOf(accountId)).isOne();
		admin().delete("/api/admin/users/" + alice.username()).expect(204);
		assertThat(consentsOf(accountId)).isZero();
	}

	private long consentsOf(String accountId) {
		return this.latchkey.sql()
			.sql("select count(*) from application_consent where account_id = ?")
			.param(accountId)
			.query(Long.class)
			.single();
	}

	@Test
	void givesNothingWhereNoApplicationAskedForIt() {
		Client browser = register();
		Person alice = someone();
		browser.loginForCookies(alice).expect(200);
		for (String elsewhere : List.of("https://evil.example/oauth2/authorize?x", "//evil.example/oauth2/authorize?x",
				"/oauth2/authorize", "/devices", "", "/\\evil.example/oauth2/authorize?x")) {
			assertThat(browser.browse(page("asks-first", "openid", elsewhere)).expect(303).header("Location"))
				.contains("/");
			assertThat(answer(browser, "asks-first", "openid", elsewhere, "allow").expect(303).header("Location"))
				.contains("/");
		}
		for (String unknown : List.of("nobody", "", "asks-first,asks-first")) {
			browser.browse(page(unknown, "openid", TARGET)).expect(404);
			answer(browser, unknown, "openid", TARGET, "allow").expect(404);
		}
		browser.browse("/consent").expect(400);
		browser.call("POST", "/consent").form("client_id", "asks-first").send().expect(403);
		browser.call("POST", "/consent")
			.form("client_id", "asks-first", "scope", "openid", "continue", TARGET, "answer", "allow")
			.send()
			.expect(403);
		answer(browser, "asks-first", "openid", TARGET, "maybe").expect(200);
		assertThat(client().browse(page("asks-first", "openid", TARGET)).expect(303).header("Location").orElse(""))
			.startsWith("/login?continue=");
		assertThat(covers(alice, "openid")).isFalse();
	}

	@Test
	void asksNobodyWhoMayNotUseTheApplication() {
		register();
		admin()
			.post("/api/admin/applications",
					Map.of("client_id", "not-for-all", "name", "Not for all", "permission", "asked:use", "oidc",
							Map.of("redirect_uris", List.of("https://asks.example/cb"), "consent", true)))
			.expect(201, 409);
		Client browser = client();
		browser.loginForCookies(someone()).expect(200);
		assertThat(browser.browse(page("not-for-all", "openid", TARGET)).expect(200).body())
			.contains("url=/oauth2/authorize?")
			.doesNotContain("Not for all");
	}

}
