package dev.latchkey.forwardauth;

import java.net.URI;
import java.util.Map;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Authenticator;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.ProxiedApplication;
import dev.latchkey.harness.ProxiedBrowser;
import dev.latchkey.harness.RunsIn;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The way in where Latchkey is below a path of its own: with an application on its only
 * host, or with a host of its own all the same.
 */
class SingleHostEntryTests {

	private static final String STRICT = "latchkey.account.administrators-need-second-factor=true";

	abstract static class BelowAPath {

		private final String contextPath;

		private final String reserved;

		BelowAPath(String contextPath, String reserved) {
			this.contextPath = contextPath;
			this.reserved = reserved;
		}

		private Answer ask(Client client, String host) {
			return client.call("GET", this.contextPath + "/forward-auth")
				.header("X-Forwarded-Method", "GET")
				.header("X-Forwarded-Proto", "http")
				.header("X-Forwarded-Host", host)
				.header("X-Forwarded-Uri", "/x?y=1&z")
				.accept("text/html")
				.send();
		}

		private static String location(Answer answer) {
			return answer.expect(303).header("Location").orElseThrow();
		}

		@Test
		void leadsToTheApplicationOfTheSameHost(Latchkey latchkey) {
			String host = "localhost:" + latchkey.port();
			String origin = "http://" + host;
			ProxiedApplication.at(latchkey, null, false, host);
			Person alice = latchkey.newPerson("USER");
			Client client = latchkey.client();
			String start = location(ask(client, host));
			assertThat(start).isEqualTo(origin + this.reserved + "/start?to=%2Fx%3Fy%3D1%26z");
			String onward = location(client.browse(start.substring(origin.length())));
			assertThat(onward).startsWith(origin + this.contextPath + "/continue?entry=");
			String login = location(client.browse(onward.substring(origin.length())));
			assertThat(login).startsWith(this.contextPath + "/login?continue=");
			client.call("POST", this.contextPath + "/api/login")
				.json(Map.of("username", alice.username(), "password", alice.password(), "transport", "cookie"))
				.send()
				.expect(200);
			String enter = location(client.browse(onward.substring(origin.length())));
			assertThat(enter).startsWith(origin + this.reserved + "/enter?ticket=");
			assertThat(location(client.browse(enter.substring(origin.length())))).isEqualTo("/x?y=1&z");
			assertThat(ask(client, host).expect(200).headers("X-Auth-User")).containsExactly(alice.username());
			Answer again = client.browse(enter.substring(origin.length())).expect(400);
			assertThat(again.body()).contains("href=\"" + this.reserved + "/start?to=%2Fx%3Fy%3D1%26z\"",
					"href=\"" + this.reserved + "/assets/latchkey.css\"");
			client.browse(this.reserved + "/assets/latchkey.css").expect(200);
			assertThat(location(client.browse(this.reserved + "/leave")))
				.isEqualTo(origin + this.contextPath + "/logout");
			ask(client, host).expect(303);
		}

		/**
		 * That has to do with no path. It is here because no other test of these
		 * applications signs in as their administrator.
		 */
		@Test
		void letsAdministratorsInWithASecondFactorOnly(Latchkey latchkey) {
			String slug = "second-factor-setup-required";
			URI base = URI.create("http://localhost:" + latchkey.port() + this.contextPath);
			Client client = new Client(base);
			client.loginForCookies(Latchkey.ADMIN).expect(200);
			client.get("/api/me").expectProblem(403, slug);
			client.get("/api/admin/users").expectProblem(403, slug);
			assertThat(client.browse("/admin/users").expect(303).header("Location").orElseThrow())
				.startsWith(this.contextPath + "/factors");
			Client alice = new Client(base);
			alice.loginForCookies(latchkey.newPerson("USER")).expect(200);
			alice.get("/api/me").expect(200);
			Authenticator.setUp(latchkey, client);
			client.get("/api/me").expect(200);
			client.get("/api/admin/users").expect(200);
		}

	}

	@Nested
	@RunsIn(value = Latchkey.Mode.JWT, with = { ProxiedBrowser.PUBLIC_URL, ProxiedBrowser.TRUSTED, STRICT,
			"server.servlet.context-path=/.latchkey" })
	class BelowTheReservedPrefix extends BelowAPath {

		BelowTheReservedPrefix() {
			super("/.latchkey", "/.latchkey");
		}

	}

	@Nested
	@RunsIn(value = Latchkey.Mode.SESSION,
			with = { ProxiedBrowser.PUBLIC_URL, ProxiedBrowser.TRUSTED, STRICT, "server.servlet.context-path=/auth" })
	class BelowAnotherPath extends BelowAPath {

		BelowAnotherPath() {
			super("/auth", "/auth/.latchkey");
		}

	}

}
