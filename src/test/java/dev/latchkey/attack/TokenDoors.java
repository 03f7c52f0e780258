package dev.latchkey.attack;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every way in which a token comes in: header, cookie and body.
 */
final class TokenDoors {

	// RFC 6265, 4.1.1
	private static final Pattern COOKIE = Pattern.compile("[!#-+\\--:<-\\[\\]-~]*");

	private final Client client;

	private final Client browser;

	private final List<Function<String, Answer>> closed = List.of(this::header, this::cookie, this::refreshBody,
			this::refreshCookie);

	private final List<String> usual;

	TokenDoors(Latchkey latchkey) {
		this.client = latchkey.client();
		this.browser = latchkey.client();
		this.usual = this.closed.stream().map((door) -> said(door.apply("garbage"))).toList();
		assertThat(this.usual)
			.allMatch((said) -> said.startsWith("401 ") && said.contains("urn:latchkey:invalid-token"))
			.satisfies((all) -> assertThat(all.stream().map(TokenDoors::body).distinct()).hasSize(1));
	}

	/**
	 * Send a token in all ways, and fail unless each answers as it does to any nonsense.
	 */
	void refuse(String name, String token) {
		for (int i = 0; i < this.closed.size(); i++) {
			// the other doors are those of a browser, which sends nothing else
			if (i == 0 || i == 2 || COOKIE.matcher(token).matches()) {
				assertThat(said(this.closed.get(i).apply(token))).as("%s, door %d", name, i)
					.isEqualTo(this.usual.get(i));
			}
		}
		this.client.call("POST", "/api/logout").header("Authorization", "Bearer " + token).send().expect(204);
		this.client.post("/api/logout", Map.of("refresh_token", token)).expect(204);
		if (COOKIE.matcher(token).matches()) {
			only(Client.COOKIE, token).post("/api/logout").expect(204);
		}
	}

	private Answer header(String token) {
		return this.client.call("GET", "/api/me").header("Authorization", "Bearer " + token).send();
	}

	private Answer cookie(String token) {
		return only(Client.COOKIE, token).get("/api/me");
	}

	private Answer refreshBody(String token) {
		return this.client.post("/api/refresh", Map.of("refresh_token", token));
	}

	private Answer refreshCookie(String token) {
		return only(Client.REFRESH_COOKIE, token).post("/api/refresh");
	}

	private Client only(String cookie, String token) {
		return this.browser.withoutCookie(Client.COOKIE).withoutCookie(Client.REFRESH_COOKIE).withCookie(cookie, token);
	}

	private static String said(Answer answer) {
		return answer.status() + " " + answer.headers("WWW-Authenticate") + "\n" + answer.body();
	}

	private static String body(String said) {
		return said.substring(said.indexOf('\n'));
	}

}
