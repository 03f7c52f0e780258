package dev.latchkey.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpServer;
import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Guide;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Ports;
import dev.latchkey.harness.Skips;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A real nginx in front of a real app, with the very lines that
 * {@code src/docs/forward-auth.md} shows.
 */
class NginxTests {

	@TestInstance(Lifecycle.PER_CLASS)
	abstract static class BehindNginx {

		private final Mode mode;

		private Latchkey latchkey;

		private HttpServer app;

		private Process nginx;

		private int port;

		BehindNginx(Mode mode) {
			this.mode = mode;
		}

		@BeforeAll
		void start(@TempDir Path directory) throws Exception {
			Optional<Path> binary = binary();
			Skips.unless(binary.isPresent(), "the tests behind a proxy need nginx");
			this.latchkey = Latchkey.in(this.mode)
				.with("latchkey.jwt.access-token-lifetime", "2s")
				.with("latchkey.jwt.clock-skew", "0s")
				.start();
			this.app = app();
			this.port = Ports.free();
			Path configuration = Files.writeString(directory.resolve("nginx.conf"), configuration(directory));
			this.nginx = new ProcessBuilder(binary.orElseThrow().toString(), "-p", directory.toString(), "-e",
					directory.resolve("errors").toString(), "-c", configuration.toString())
				.redirectErrorStream(true)
				.redirectOutput(directory.resolve("output").toFile())
				.start();
			Awaitility.await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> {
				assertThat(this.nginx.isAlive()).as(Files.readString(directory.resolve("output"))).isTrue();
				return client().get("/api/mode").status() == 200;
			});
		}

		@AfterAll
		void stop() throws InterruptedException {
			if (this.nginx != null) {
				this.nginx.destroy();
				this.nginx.waitFor(10, TimeUnit.SECONDS);
			}
			if (this.app != null) {
				this.app.stop(0);
			}
			if (this.latchkey != null) {
				this.latchkey.close();
			}
		}

		@Test
		void leadsThroughTheLoginToTheApp() {
			Client browser = client();
			Answer away = browser.browse("/orders?page=2").expect(303);
			Answer login = browser.browse(location(away)).expect(303);
			assertThat(location(login)).startsWith("/login?continue=");
			Person person = this.latchkey.newPerson("USER");
			Answer back = browser.loginByForm(person, "continue", "/orders?page=2").expect(303);
			Answer app = browser.browse(location(back)).expect(200);
			assertThat(app.body()).contains("X-auth-user=" + person.username(), "X-auth-roles=USER", "/orders?page=2");
		}

		@Test
		void overwritesWhatAClientMadeUp() {
			Person person = this.latchkey.newPerson("USER");
			Client browser = client();
			browser.loginByForm(person).expect(303);
			Answer app = browser.call("GET", "/orders")
				.header("X-Auth-User", "admin")
				.header("X-Auth-Roles", "ADMIN")
				.header("X-Auth-Permissions", "users:write")
				.send()
				.expect(200);
			assertThat(app.body()).contains("X-auth-user=" + person.username())
				.doesNotContain("ADMIN")
				.doesNotContain("users:write");
		}

		@Test
		void putsOutAtTheAppAsWell() {
			Person person = this.latchkey.newPerson("USER");
			Client browser = client();
			browser.loginByForm(person).expect(303);
			browser.browse("/orders").expect(200);
			this.latchkey.admin().post("/api/admin/users/" + person.username() + "/logout").expect(200);
			Answer away = browser.browse("/orders").expect(303);
			assertThat(location(browser.browse(location(away)).expect(303))).contains("reason=forced_logout");
		}

		@Test
		void goesOnWhenAnAccessTokenIsOver() {
			Client browser = client();
			browser.loginByForm(this.latchkey.newPerson("USER")).expect(303);
			this.latchkey.clock().advance(Duration.ofSeconds(30));
			Answer answer = browser.browse("/orders").expect(200, 303);
			if (answer.status() == 303) {
				assertThat(location(browser.browse(location(answer)).expect(303))).isEqualTo("/orders");
				answer = browser.browse("/orders");
			}
			answer.expect(200);
		}

		private Client client() {
			return new Client(URI.create("http://localhost:" + this.port));
		}

		private static String location(Answer answer) {
			// nginx makes its own redirects absolute
			return answer.header("Location").orElseThrow().replaceFirst("^http://[^/]+", "");
		}

		private static HttpServer app() throws IOException {
			HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
			server.createContext("/", (exchange) -> {
				StringBuilder seen = new StringBuilder(exchange.getRequestURI().toString());
				for (Map.Entry<String, List<String>> header : exchange.getRequestHeaders().entrySet()) {
					seen.append('\n').append(header.getKey()).append('=').append(String.join("|", header.getValue()));
				}
				byte[] body = seen.toString().getBytes(StandardCharsets.UTF_8);
				exchange.sendResponseHeaders(200, body.length);
				exchange.getResponseBody().write(body);
				exchange.close();
			});
			server.start();
			return server;
		}

		private String configuration(Path directory) {
			String shown = Guide.of("src/docs/forward-auth.md")
				.blocks("nginx")
				.get(0)
				.replace("127.0.0.1:8080", "127.0.0.1:" + this.latchkey.port())
				.replace("127.0.0.1:3000", "127.0.0.1:" + this.app.getAddress().getPort());
			return """
					daemon off;
					pid %1$s/pid;
					events {}
					http {
					  access_log off;
					  client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy; fastcgi_temp_path %1$s/fastcgi;
					  uwsgi_temp_path %1$s/uwsgi; scgi_temp_path %1$s/scgi;
					  server { listen 127.0.0.1:%2$s;
					  %3$s
					  }
					}
					""".formatted(directory, this.port, shown);
		}

		private static Optional<Path> binary() {
			return Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin"))
				.map((directory) -> Path.of(directory, "nginx"))
				.filter(Files::isExecutable)
				.findFirst();
		}

	}

	@Nested
	class SessionMode extends BehindNginx {

		SessionMode() {
			super(Mode.SESSION);
		}

	}

	@Nested
	class JwtMode extends BehindNginx {

		JwtMode() {
			super(Mode.JWT);
		}

	}

}
