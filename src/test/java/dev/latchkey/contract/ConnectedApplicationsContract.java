package dev.latchkey.contract;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import dev.latchkey.application.Application;
import dev.latchkey.application.ApplicationDirectory;
import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.oauth.ApplicationGrants;
import dev.latchkey.oauth.InvalidGrantException;
import dev.latchkey.oauth.token.GrantedTokens;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What applications hold of a person's: the person sees it and takes it away, and an
 * administrator sees who is signed in with an application.
 */
abstract class ConnectedApplicationsContract extends Contract {

	private static final String APPLICATIONS = "/api/admin/applications";

	private Application register(String clientId) {
		admin().post(APPLICATIONS, Map.of("client_id", clientId, "name", "The " + clientId, "oidc",
				Map.of("redirect_uris", List.of("https://" + clientId + ".example/cb"))))
			.expect(201);
		return Objects.requireNonNull(this.latchkey.bean(ApplicationDirectory.class).byClientId(clientId));
	}

	private Client browser(Person person) {
		Client browser = client();
		browser.loginForCookies(person).expect(200);
		return browser;
	}

	private GrantedTokens connect(Client browser, Application application, String... scopes) {
		ApplicationGrants grants = this.latchkey.bean(ApplicationGrants.class);
		return grants.open(
				grants.allow(OwnSessionsContract.handleOf(browser), application, new TreeSet<>(Set.of(scopes))),
				application);
	}

	@Test
	void showsWhatAnApplicationHoldsAndTakesItAway() {
		Application application = register("connected");
		Person alice = someone();
		Client browser = browser(alice);
		assertThat(ApplicationsContract.own(browser, "connected").get("granted_at").isNull()).isTrue();
		browser.delete("/api/me/applications/connected").expectProblem(404, "unknown-application");
		browser.browse("/apps/connected").expect(404);
		assertThat(browser.browse("/").body()).doesNotContain("/apps/connected", "The connected");

		GrantedTokens tokens = connect(browser, application, "openid", "profile");
		JsonNode shown = ApplicationsContract.own(browser, "connected");
		assertThat(shown.get("granted_at").asString()).matches(INSTANT);
		assertThat(shown.get("scopes").toString()).isEqualTo("[\"openid\",\"profile\"]");
		// it has no address to lead to, and is shown all the same
		assertThat(browser.browse("/").expect(200).body()).contains("The connected", "href=\"/apps/connected\"");
		assertThat(browser.browse("/apps/connected").expect(200).body()).contains("The connected", "see your name",
				"action=\"/apps/connected/disconnect\"");

		Client other = browser(someone());
		assertThat(ApplicationsContract.own(other, "connected").get("granted_at").isNull()).isTrue();
		other.delete("/api/me/applications/connected").expectProblem(404, "unknown-application");
		other.browse("/apps/connected").expect(404);
		disconnect(other, "connected").expect(404);
		assertThat(ApplicationsContract.own(browser, "connected").get("granted_at").isNull()).isFalse();

		browser.call("POST", "/apps/connected/disconnect").form("a", "b").send().expect(403);
		Answer taken = browser.delete("/api/me/applications/connected").expect(204);
		assertThat(taken.header("X-Latchkey-Applications").orElse("")).startsWith("told=");
		isOver(application, tokens);
		assertThat(ApplicationsContract.own(browser, "connected").get("granted_at").isNull()).isTrue();
		isSignedIn(browser);
		browser.delete("/api/me/applications/connected").expectProblem(404, "unknown-application");
		browser.delete("/api/me/applications/nothing-here").expectProblem(404, "unknown-application");
	}

	@Test
	void takesItAwayByForm() {
		Application application = register("by-hand");
		Client browser = browser(someone());
		GrantedTokens tokens = connect(browser, application, "openid");
		assertThat(disconnect(browser, "by-hand").expect(303).header("Location").orElse(""))
			.startsWith("/?disconnected");
		assertThat(browser.browse("/?disconnected").expect(200).body())
			.contains("The application no longer has access.")
			.doesNotContain("/apps/by-hand");
		isOver(application, tokens);
		disconnect(browser, "by-hand").expect(404);
	}

	private static Answer disconnect(Client browser, String clientId) {
		return browser.call("POST", "/apps/" + clientId + "/disconnect").form("_csrf", browser.csrfOfPage("/")).send();
	}

	private void isOver(Application application, GrantedTokens tokens) {
		assertThatExceptionOfType(InvalidGrantException.class)
			.isThrownBy(() -> this.latchkey.bean(ApplicationGrants.class)
				.refresh(Objects.requireNonNull(tokens.refreshToken()), application, null));
	}

	@Test
	void tellsAnAdministratorWhoIsSignedInWithAnApplication() {
		Application application = register("signed-in-with");
		String path = APPLICATIONS + "/signed-in-with/sessions";
		assertThat(admin().get(path).expect(200).body())
			.isEqualTo("{\"sessions\":[],\"page\":0,\"size\":50,\"total\":0}");
		Person alice = someone();
		Client first = browser(alice);
		Client second = browser(alice);
		connect(first, application, "openid");
		connect(first, application, "openid", "profile");
		connect(second, application, "openid");
		browser(someone());
		JsonNode shown = admin().get(path + "?size=1").expect(200).json();
		assertThat(shown.get("total").asInt()).isEqualTo(2);
		assertThat(shown.at("/sessions/0/handle").asString()).isEqualTo(OwnSessionsContract.handleOf(second));
		assertThat(shown.at("/sessions/0/username").asString()).isEqualTo(alice.username());
		assertThat(admin().get(path + "?size=1&page=1").json().at("/sessions/0/handle").asString())
			.isEqualTo(OwnSessionsContract.handleOf(first));
		Client administrator = browser(Latchkey.ADMIN);
		assertThat(administrator.browse("/admin/applications/signed-in-with").expect(200).body())
			.contains("/admin/applications/signed-in-with/sessions");
		assertThat(administrator.browse("/admin/applications/signed-in-with/sessions").expect(200).body())
			.contains(alice.username(), "2 sign-ins", OwnSessionsContract.handleOf(first) + "/end");

		first.delete("/api/me/applications/signed-in-with").expect(204);
		assertThat(admin().get(path).json().get("total").asInt()).isZero();
		connect(second, application, "openid");
		second.post("/api/logout").expect(204);
		assertThat(admin().get(path).json().get("total").asInt()).isZero();

		admin().put("/api/admin/roles/APP_WRITER", Map.of("permissions", List.of("applications:write"))).expect(200);
		Client writer = browser(this.latchkey.newPerson("APP_WRITER"));
		writer.get(path).expectProblem(403);
		writer.browse("/admin/applications/signed-in-with/sessions").expect(403);
		assertThat(writer.browse("/admin/applications/signed-in-with").expect(200).body())
			.doesNotContain("/sessions\"");
		admin().get(APPLICATIONS + "/nothing-here/sessions").expectProblem(404, "unknown-application");
		admin().get(path + "?size=201").expectProblem(400);
	}

}
