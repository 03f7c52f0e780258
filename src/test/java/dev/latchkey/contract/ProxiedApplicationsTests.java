package dev.latchkey.contract;

import java.util.List;
import java.util.Map;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.EnumSourceInFull;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.Ports;
import dev.latchkey.harness.Registered;
import org.junit.jupiter.params.ParameterizedTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications behind a reverse proxy and those that the configuration declares, where
 * there is a login host.
 */
class ProxiedApplicationsTests {

	private static final String APPLICATIONS = "/api/admin/applications";

	private static final String SECRET = "0123456789abcdef0123456789abcdef";

	@ParameterizedTest
	@EnumSourceInFull(byDefault = "JWT")
	void areKeptByAdministratorsAndDeclared(Mode mode) {
		int port = Ports.free();
		try (Latchkey latchkey = Latchkey.in(mode)
			.with("server.port", String.valueOf(port))
			.with("latchkey.web.public-url", "http://localhost:" + port)
			.with("latchkey.applications[0].client-id", "wiki")
			.with("latchkey.applications[0].name", "Wiki")
			.with("latchkey.applications[0].proxy.hosts[0]", "wiki.example")
			.with("latchkey.applications[0].introspect", "true")
			.with("latchkey.applications[0].client-secret", SECRET)
			.start()) {
			isAsDeclared(latchkey);
			isRegisteredWithHosts(latchkey);
			isOnThePage(latchkey);
		}
	}

	private static void isAsDeclared(Latchkey latchkey) {
		Client admin = latchkey.admin();
		Answer wiki = admin.get(APPLICATIONS + "/wiki").expect(200);
		assertThat(wiki.body()).isEqualTo("{\"client_id\":\"wiki\",\"name\":\"Wiki\",\"home\":null,\"permission\":null,"
				+ "\"declared\":true,\"proxy\":{\"hosts\":[\"wiki.example\"],\"assertion\":false,\"bearer\":false},"
				+ "\"oidc\":null,\"introspect\":true}");
		new Registered(latchkey.client(), "wiki", SECRET).introspectActive(admin.credential());
		admin.patch(APPLICATIONS + "/wiki", Map.of("name", "x")).expectProblem(409, "declared-application");
		admin.post(APPLICATIONS + "/wiki/secret").expectProblem(409, "declared-application");
		admin.delete(APPLICATIONS + "/wiki").expectProblem(409, "declared-application");
		admin.post(APPLICATIONS, proxied("wiki2", "Wiki.Example.:443")).expectProblem(409, "host-taken");
		assertThat(admin.get(APPLICATIONS + "/wiki").body()).isEqualTo(wiki.body());
	}

	private static void isRegisteredWithHosts(Latchkey latchkey) {
		Client admin = latchkey.admin();
		Answer shop = admin.post(APPLICATIONS, proxied("shop", "SHOP.example", "localhost:3000")).expect(201);
		assertThat(shop.json().at("/proxy/hosts").toString()).isEqualTo("[\"shop.example\",\"localhost:3000\"]");
		assertThat(shop.json().has("client_secret")).isFalse();
		admin.patch(APPLICATIONS + "/shop", Map.of("proxy", Map.of("hosts", List.of("wiki.example"))))
			.expectProblem(409, "host-taken");
		assertThat(admin.patch(APPLICATIONS + "/shop", Map.of("proxy", Map.of("bearer", true)))
			.expect(200)
			.json()
			.at("/proxy")
			.toString())
			.isEqualTo("{\"hosts\":[\"shop.example\",\"localhost:3000\"],\"assertion\":false,\"bearer\":true}");
		for (String wrong : List.of("", "a b", "a,b", "u@a", "a/b", "https://a", "a:0", "a:65536", "1.2.3")) {
			assertThat(admin.post(APPLICATIONS, proxied("x", wrong))
				.expectProblem(400, "invalid-application")
				.text("/member")).isEqualTo("proxy.hosts");
		}
	}

	private static Map<String, Object> proxied(String clientId, String... hosts) {
		return Map.of("client_id", clientId, "name", "The " + clientId, "proxy", Map.of("hosts", List.of(hosts)));
	}

	private static void isOnThePage(Latchkey latchkey) {
		Client browser = latchkey.client();
		browser.loginForCookies(Latchkey.ADMIN).expect(200);
		String page = "/admin/applications";
		Answer answer = submit(browser, page, "name", "Board", "clientId", "board", "hosts",
				"board.example board.example:8443,\nBOARD.example")
			.expect(200);
		assertThat(answer.body()).contains("is registered", "board.example, board.example:8443",
				"From the configuration");
		assertThat(browser.browse("/").body()).contains("href=\"https://board.example/\"",
				"href=\"https://wiki.example/\"");
		// the calls name the same addresses
		assertThat(browser.get("/api/me/applications").expect(200).json().get("applications").valueStream())
			.extracting((one) -> one.get("client_id").asString() + " " + one.get("home").asString())
			.contains("board https://board.example/", "wiki https://wiki.example/", "shop https://shop.example/");
		// what is declared has no button
		assertThat(browser.browse(page + "/board").expect(200).body()).contains(page + "/board/delete", "Change it");
		assertThat(browser.browse(page + "/wiki").expect(200).body())
			.contains("The configuration declares this application, and only it can change it.")
			.doesNotContain(page + "/wiki/delete", page + "/wiki/secret", "Change it");
		submit(browser, page + "/wiki/delete").expect(409);
		submit(browser, page + "/wiki/secret").expect(409);
		submit(browser, page + "/wiki", "name", "Mine").expect(409);
		submit(browser, page, "name", "Other", "hosts", "wiki.example").expect(409);
	}

	private static Answer submit(Client browser, String path, String... fields) {
		return browser.call("POST", path)
			.form(fields)
			.formMore("_csrf", browser.csrfOfPage("/admin/applications"))
			.send();
	}

}
