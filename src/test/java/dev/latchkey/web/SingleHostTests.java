package dev.latchkey.web;

import java.net.URI;
import java.util.List;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.RunsIn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Latchkey on a host that is an application's as well: all of it is below the reserved
 * prefix.
 */
@RunsIn(value = Latchkey.Mode.SESSION,
		with = { "server.servlet.context-path=/.latchkey", "latchkey.web.public-url=https://wiki.example.com" })
class SingleHostTests {

	private static final String PUBLIC = "https://wiki.example.com/.latchkey";

	private Latchkey latchkey;

	@BeforeEach
	void use(Latchkey started) {
		this.latchkey = started;
	}

	private Client asking(String host) {
		return new Client(URI.create("http://127.0.0.1:" + this.latchkey.port() + "/.latchkey")).asking(host);
	}

	private Client client() {
		return asking("wiki.example.com");
	}

	@Test
	void leadsBelowThePrefix() {
		Person alice = this.latchkey.newPerson("USER");
		Client client = client();
		assertThat(client.browse("/devices").expect(303).header("Location"))
			.contains("/.latchkey/login?continue=%2F.latchkey%2Fdevices");
		assertThat(
				client.loginByForm(alice.with("wrong-password-1"), "continue", "/.latchkey/devices").header("Location"))
			.contains("/.latchkey/login?error&continue=%2F.latchkey%2Fdevices");
		Answer in = client.loginByForm(alice, "continue", "/.latchkey/devices").expect(303);
		assertThat(in.header("Location")).contains("/.latchkey/devices");
		assertThat(in.headers("Set-Cookie")).isNotEmpty()
			.allMatch((cookie) -> cookie.startsWith("__Host-") && cookie.contains("Path=/;"));
		client.get("/api/me").expect(200);
		assertThat(client.call("POST", "/logout")
			.form("_csrf", client.csrfOfPage("/"))
			.send()
			.expect(303)
			.header("Location")).contains("/.latchkey/login?logout");
	}

	@Test
	void goesOnByItselfToThePagesOfTheApplication() {
		// it may lead elsewhere, and a browser would not follow from a form
		String page = client().loginByForm(this.latchkey.newPerson("USER"), "continue", "/orders?a=1&b=%20\"x'")
			.expect(200)
			.body();
		assertThat(page).contains("content=\"0; url=/orders?a=1&amp;b=%20&quot;x&#39;\"",
				"href=\"/orders?a=1&amp;b=%20&quot;x&#39;\"", "href=\"/.latchkey/assets/latchkey.css\"");
	}

	@Test
	void linksToNothingOfTheApplication() {
		Client admin = client();
		admin.loginByForm(Latchkey.ADMIN).expect(303);
		for (String page : List.of("/", "/devices", "/password", "/admin/users", "/admin/online", "/admin/events",
				"/login", "/logout", "/nothing-here")) {
			assertThat(admin.browse(page).expect(200, 404).body()).as(page)
				.contains("href=\"/.latchkey/assets/latchkey.css\"")
				.doesNotContainPattern("(href|src|action)=\"/(?!\\.latchkey/)");
		}
		admin.get("/assets/latchkey.css").expect(200);
	}

	@Test
	void keepsItsReservedPathsOnOtherHosts() {
		asking("shop.example.com").get("/assets/latchkey.css").expect(200);
		assertThat(asking("shop.example.com").get("/start?to=%2F").status()).isNotIn(303, 421);
		asking("shop.example.com").get("/api/me").expectProblem(421, "misdirected-request");
		assertThat(asking("shop.example.com").browse("/login?continue=x").expect(303).header("Location"))
			.contains(PUBLIC + "/login?continue=x");
	}

	@Test
	void describesTheApiThere() {
		assertThat(client().get("/v3/api-docs").expect(200).json().at("/servers/0/url").asString()).isEqualTo(PUBLIC);
		assertThat(client().browse("/swagger-ui.html").expect(302).header("Location").orElseThrow())
			.contains("/.latchkey/swagger-ui/index.html");
	}

}
