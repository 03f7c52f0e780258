package com.example.wiki;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import dev.latchkey.grant.IdentityAssertions;
import dev.latchkey.grant.TestGrants;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Guide;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.NodeModules;
import dev.latchkey.harness.Person;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications verify assertions as {@code src/docs/identity-assertion.md} tells them to,
 * with the lines that stand there.
 */
@TestInstance(Lifecycle.PER_CLASS)
class IdentityAssertionGuideTests {

	private static final Guide GUIDE = Guide.of("src/docs/identity-assertion.md");

	private static final String REFUSED = "refused";

	private Latchkey latchkey;

	@BeforeAll
	void start() {
		this.latchkey = Latchkey.in(Latchkey.Mode.JWT).start();
	}

	@AfterAll
	void stop() {
		this.latchkey.close();
	}

	@Test
	void showsWhatIsRunHere() {
		String source = Guide.of("src/test/java/com/example/wiki/AssertionVerifier.java").text();
		assertThat(GUIDE.blocks("java")).singleElement()
			.satisfies(
					(block) -> assertThat(squeezed(source)).isEqualTo(squeezed("package com.example.wiki;" + block)));
	}

	@Test
	void isEnoughInJava() throws Exception {
		AssertionVerifier verifier = new AssertionVerifier(URI.create(address() + "/.well-known/jwks.json").toURL(),
				"latchkey", "wiki");
		readsAssertionsOnly((text) -> {
			try {
				return verifier.verify(text).getStringClaim("preferred_username");
			}
			catch (ParseException | BadJOSEException ex) {
				return REFUSED;
			}
			catch (JOSEException ex) {
				throw new AssertionError("the keys could not be fetched", ex);
			}
		});
	}

	@Test
	void isEnoughInJavaScript() throws Exception {
		Path directory = NodeModules.with("jose", "6.2.18");
		Files.writeString(directory.resolve("verify.mjs"),
				GUIDE.blocks("js")
					.get(0)
					.replace("https://login.example.com/.well-known", address() + "/.well-known")
					.replace("https://login.example.com", "latchkey"));
		Files.writeString(directory.resolve("read.mjs"), """
				import { createInterface } from 'node:readline'
				import { verify } from './verify.mjs'
				for await (const line of createInterface({ input: process.stdin })) {
				  console.log(await verify(line).then((claims) => claims.preferred_username,
				    (error) => /^ERR_(JWT_|JWS_|JOSE_ALG_NOT_ALLOWED)/.test(error.code) ? 'refused' : String(error)))
				}
				""");
		Process node = new ProcessBuilder("node", "read.mjs").directory(directory.toFile())
			.redirectErrorStream(true)
			.start();
		try (BufferedReader answers = node.inputReader(StandardCharsets.UTF_8)) {
			readsAssertionsOnly((text) -> {
				try {
					node.outputWriter(StandardCharsets.UTF_8).append(text).append('\n').flush();
					return answers.readLine();
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			});
		}
		finally {
			node.destroy();
		}
	}

	private void readsAssertionsOnly(UnaryOperator<String> reader) {
		Person alice = this.latchkey.newPerson("USER");
		Client client = this.latchkey.login(alice);
		String good = assertion(client, "wiki");
		assertThat(reader.apply(good)).isEqualTo(alice.username());
		bad(client, good).forEach((name, text) -> assertThat(reader.apply(text)).as(name).isEqualTo(REFUSED));
		this.latchkey.admin().post("/api/admin/keys/rotate").expect(200);
		assertThat(reader.apply(good)).as("signed by the last key").isEqualTo(alice.username());
		assertThat(reader.apply(assertion(client, "wiki"))).as("signed by the next key").isEqualTo(alice.username());
	}

	private Map<String, String> bad(Client client, String good) {
		String[] parts = good.split("\\.");
		String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
		Map<String, String> bad = new LinkedHashMap<>();
		bad.put("nothing", "");
		bad.put("no JWT", "alice");
		bad.put("other claims", parts[0] + "." + base64Url(claims.replace("USER", "ADMIN")) + "." + parts[2]);
		bad.put("another signature", parts[0] + "." + parts[1] + "." + new StringBuilder(parts[2]).reverse());
		bad.put("unsigned", base64Url("{\"typ\":\"auth+jwt\",\"alg\":\"none\"}") + "." + parts[1] + ".");
		bad.put("for another application", assertion(client, "shop"));
		bad.put("an access token", client.credential());
		this.latchkey.clock().advance(Duration.ofMinutes(-2));
		bad.put("expired", assertion(client, "wiki"));
		this.latchkey.clock().advance(Duration.ofMinutes(2));
		return bad;
	}

	private String assertion(Client client, String clientId) {
		return this.latchkey.bean(IdentityAssertions.class)
			.assertionFor(TestGrants.session(this.latchkey, client), TestGrants.application(clientId));
	}

	private String address() {
		return "http://localhost:" + this.latchkey.port();
	}

	private static String base64Url(String text) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

	private static String squeezed(String text) {
		return text.replaceAll("\\s+", "");
	}

}
