package com.example.shop;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import dev.latchkey.harness.Client;
import dev.latchkey.harness.Guide;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Server;
import dev.latchkey.harness.TestServers;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Another service verifies access tokens as {@code src/docs/verify.md} tells it to, with
 * the settings and the code that stand there.
 */
@TestInstance(Lifecycle.PER_CLASS)
class VerifyGuideTests {

	private static final Guide GUIDE = Guide.of("src/docs/verify.md");

	private final Server redis = TestServers.redis();

	private Latchkey latchkey;

	private Shop shop;

	private Shop careful;

	@BeforeAll
	void start() {
		String port = String.valueOf(this.redis.port());
		this.latchkey = Latchkey.in(Latchkey.Mode.JWT)
			.with("spring.data.redis.host", "127.0.0.1")
			.with("spring.data.redis.port", port)
			.start();
		String yaml = GUIDE.blocks("yaml").get(0).replace("localhost:8080", "localhost:" + this.latchkey.port());
		Map<String, Object> settings = Map.of("server.port", "0", "spring.data.redis.host", "127.0.0.1",
				"spring.data.redis.port", port, "spring.data.redis.timeout", "500ms");
		this.shop = new Shop(yaml, settings, ShopSecurity.class);
		this.careful = new Shop(yaml, settings, ShopSecurity.class, EndedSessionsConfiguration.class);
	}

	@AfterAll
	void stop() {
		this.careful.close();
		this.shop.close();
		this.latchkey.close();
		this.redis.close();
	}

	@Test
	void showsWhatIsRunHere() {
		for (String type : List.of("ShopSecurity", "EndedSessionsConfiguration")) {
			String source = squeezed(Guide.of("src/test/java/com/example/shop/" + type + ".java").text());
			assertThat(GUIDE.blocks("java").stream().map(VerifyGuideTests::squeezed)).anyMatch(source::contains);
		}
		assertThat(GUIDE.blocks("java")).hasSize(2);
	}

	@Test
	void letsInWhoIsSignedIn() {
		Person alice = this.latchkey.newPerson("USER");
		String token = this.latchkey.login(alice).credential();
		for (Shop each : List.of(this.shop, this.careful)) {
			Awaitility.await().until(() -> get(each, "/orders", token) != 503);
			assertThat(client(each, token).get("/orders").expect(200).body())
				.isEqualTo("orders of " + alice.username());
			assertThat(get(each, "/stock", token)).isEqualTo(403);
			assertThat(new Client(uri(each)).get("/orders").status()).isEqualTo(401);
		}
	}

	@Test
	void goesByRoles() {
		this.latchkey.admin().put("/api/admin/roles/KEEPER", Map.of("permissions", List.of())).expect(200);
		String token = this.latchkey.login(this.latchkey.newPerson("KEEPER")).credential();
		assertThat(get(this.shop, "/stock", token)).isEqualTo(200);
		assertThat(get(this.shop, "/stock", this.latchkey.login(this.latchkey.newPerson("USER")).credential()))
			.isEqualTo(403);
	}

	@Test
	void keepsOutWhatIsNoAccessToken() {
		Client client = this.latchkey.login(this.latchkey.newPerson("USER"));
		String token = client.credential();
		String refresh = client.refreshToken().orElseThrow();
		for (Shop each : List.of(this.shop, this.careful)) {
			assertThat(get(each, "/orders", refresh)).isEqualTo(401);
			assertThat(get(each, "/orders", token.substring(0, token.lastIndexOf('.') + 1))).isEqualTo(401);
			assertThat(get(each, "/orders", token.substring(0, token.length() - 9) + "AAAAAAAAA")).isEqualTo(401);
		}
	}

	@Test
	void keepsOutWhoMustChooseAPassword() {
		String password = this.latchkey.admin()
			.post("/api/admin/users", Map.of("username", "newcomer", "roles", List.of("USER")))
			.expect(201)
			.text("/temporary_password");
		String token = this.latchkey.login(new Person("newcomer", password)).credential();
		assertThat(get(this.shop, "/orders", token)).isEqualTo(401);
	}

	@Test
	void noticesAnEndingWithTheDenyListOnly() {
		Person alice = this.latchkey.newPerson("USER");
		String token = this.latchkey.login(alice).credential();
		Awaitility.await().until(() -> get(this.careful, "/orders", token) == 200);
		this.latchkey.admin().post("/api/admin/users/" + alice.username() + "/logout").expect(200);
		assertThat(get(this.careful, "/orders", token)).isEqualTo(401);
		assertThat(get(this.shop, "/orders", token)).as("until it expires").isEqualTo(200);
	}

	@Test
	void noticesARevokedKeyWithTheDenyList() {
		String token = this.latchkey.login(this.latchkey.newPerson("USER")).credential();
		Awaitility.await().until(() -> get(this.careful, "/orders", token) == 200);
		String header = new String(Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))),
				StandardCharsets.UTF_8);
		String kid = header.replaceAll(".*\"kid\":\"([^\"]+)\".*", "$1");
		this.latchkey.admin().delete("/api/admin/keys/" + kid).expect(200);
		assertThat(get(this.careful, "/orders", token)).isEqualTo(401);
	}

	@Test
	void cannotTellWithoutRedis() {
		String token = this.latchkey.login(this.latchkey.newPerson("USER")).credential();
		Awaitility.await().until(() -> get(this.careful, "/orders", token) == 200);
		this.redis.kill();
		try {
			assertThat(client(this.careful, token).get("/orders").expect(503).header("Retry-After")).contains("1");
			assertThat(get(this.shop, "/orders", token)).isEqualTo(200);
		}
		finally {
			this.redis.restart();
		}
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> get(this.careful, "/orders", token) == 200);
	}

	private static int get(Shop shop, String path, String token) {
		return client(shop, token).get(path).status();
	}

	private static Client client(Shop shop, String token) {
		return new Client(uri(shop)).withBearer(token);
	}

	private static URI uri(Shop shop) {
		return URI.create("http://localhost:" + shop.port());
	}

	private static String squeezed(String text) {
		return text.replaceAll("\\s+", "");
	}

}
