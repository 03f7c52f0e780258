package dev.latchkey.contract;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Registered;
import dev.latchkey.harness.Repetitions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * P7 for what people write in any script: it is taken or refused, and no error of the
 * server's.
 */
abstract class ScriptsContract extends BadInputContract {

	private static List<String> texts() {
		List<String> texts = new ArrayList<>();
		for (String text : List.of("Zo\u00eb Stra\u00dfe \u0130\u0131",
				"\u039a\u03b1\u03bb\u03b7\u03bc\u03ad\u03c1\u03b1\u03c2",
				"\u0645\u0631\u062d\u0628\u0627 \u0661\u0662\u0663",
				"\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35\u0e42\u0e25\u0e01",
				"\ud83e\udd89\ud83d\udc69\u200d\ud83d\ude80\ud83c\uddea\ud83c\uddec", "\u1e9b\u0323\u212b\ufb01")) {
			for (Normalizer.Form form : List.of(Normalizer.Form.NFC, Normalizer.Form.NFD)) {
				String normal = Normalizer.normalize(text, form);
				texts.add(normal);
				texts.add(normal + "\u0000");
				texts.add("\u0007" + normal + "\u009b\u007f");
				texts.add(normal + "\u202e\u2066\ufeff");
				texts.add(normal + "\ud800");
				texts.add("\udc00\ud800" + normal);
				texts.add(normal + "\ufffe\uffff\udbff\udfff");
			}
		}
		// by default each script and each way to spoil it, but not each way to spoil each
		int step = Repetitions.of(1, 5);
		return IntStream.range(0, texts.size()).filter((i) -> i % step == 0).mapToObj(texts::get).toList();
	}

	/** JSON that names unpaired surrogates, which UTF-8 cannot. */
	private static String json(Map<String, String> members) {
		StringBuilder json = new StringBuilder("{");
		members.forEach((name, text) -> {
			json.append((json.length() > 1) ? "," : "").append('"').append(name).append("\":\"");
			text.chars().forEach((unit) -> json.append("\\u%04x".formatted(unit)));
			json.append('"');
		});
		return json.append('}').toString();
	}

	private static Answer send(Client client, String method, String path, String... members) {
		Map<String, String> body = new LinkedHashMap<>();
		for (int i = 0; i < members.length; i += 2) {
			body.put(members[i], members[i + 1]);
		}
		return noFault(client.call(method, path).body("application/json", json(body)).send(), path);
	}

	private static Answer noFault(Answer answer, Object input) {
		assertThat(answer.status()).as("for %s: %s", input, answer).isLessThan(500);
		saysNothing(answer.body(), input);
		return answer;
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

	@Test
	void ofNamesAndPasswords() {
		String right = someone().password();
		Client browser = client();
		String csrf = browser.csrfOfPage("/login");
		for (String text : texts()) {
			send(client(), "POST", "/api/login", "username", text, "password", right, "device_token", text)
				.expectProblem(401, "invalid-credentials");
			send(client(), "POST", "/api/login", "username", "admin", "password", text, "transport", text)
				.expectProblem(400);
			noFault(browser.call("POST", "/login")
				.form("username", text, "password", text, "continue", text, "_csrf", csrf)
				.send(), text).expect(303);
		}
	}

	@Test
	void ofNewPasswords() {
		Person alice = someone();
		Client hers = this.latchkey.login(alice);
		for (String text : texts()) {
			send(hers, "PUT", "/api/me/password", "current_password", text, "new_password", text).expect(403, 400);
		}
		hers.delete("/api/me/sessions");
		hers.post("/api/logout").expect(204);
	}

	@Test
	void ofTokens() {
		for (String text : texts()) {
			send(client(), "POST", "/api/logout", "refresh_token", text).expect(204);
			send(client(), "POST", "/api/refresh", "refresh_token", text).expect(401, jwt() ? 401 : 404);
			String header = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
				.replaceAll("[\\x00-\\x1f\\x7f]", "");
			for (String field : List.of("Authorization: Bearer ", "Authorization: Basic ", "Authorization: ",
					"Cookie: " + Client.COOKIE + "=", "Cookie: ", "X-XSRF-TOKEN: ", "Accept: ", "Content-Type: ",
					"Sec-Fetch-Site: ", "Origin: ", "Host: ")) {
				for (String line : List.of("GET /api/me", "GET /", "POST /api/logout", "POST /login",
						"POST /oauth2/introspect")) {
					assertThat(this.latchkey.raw().status(line + " HTTP/1.1", field + header, "Content-Length: 0"))
						.as("%s %s %s", line, field, text)
						.isBetween(200, 499);
				}
			}
		}
	}

	@Test
	void ofWhatAnAdministratorWrites() {
		Registered application = Registered.at(this.latchkey);
		List<String> created = new ArrayList<>();
		for (String text : texts()) {
			Answer user = send(admin(), "POST", "/api/admin/users", "username", text);
			if (user.expect(201, 400, 409).status() == 201) {
				created.add(user.text("/username"));
			}
			send(admin(), "POST", "/api/admin/applications", "name", text).expect(201, 400, 409);
			send(admin(), "PATCH", "/api/admin/users/admin", "status", text).expect(400);
			noFault(admin().call("PUT", "/api/admin/roles/" + encoded(text))
				.body("application/json", "{\"permissions\":[]}")
				.send(), text).expect(400);
			for (String path : List.of("/api/admin/users?q=", "/api/admin/events?subject=", "/api/admin/events?type=",
					"/api/admin/users/", "/api/admin/events?from=", "/api/admin/users?page=")) {
				noFault(admin().get(path + encoded(text)), path + text);
			}
			noFault(admin().delete("/api/admin/sessions/" + encoded(text)), text);
			noFault(application.introspect(text), text).expect(200);
			noFault(new Registered(client(), text, text).introspect(text), text).expect(401);
		}
		for (String name : created) {
			noFault(admin().get("/api/admin/users/" + encoded(name)), name).expect(200);
			noFault(admin().delete("/api/admin/users/" + encoded(name)), name).expect(204);
		}
	}

	@Override
	protected void leavesNothingBehind() {
		// an administrator's deletions leave rows that say so
		isSignedIn(this.client);
	}

}
