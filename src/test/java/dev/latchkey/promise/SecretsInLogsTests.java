package dev.latchkey.promise;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Authenticator;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Cookie;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Registered;
import dev.latchkey.harness.RunsIn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No credential and no password is in any line of the log, not even where everything is
 * logged that can be (P8).
 */
class SecretsInLogsTests {

	abstract static class Secrets {

		private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

		private final Logger ours = (Logger) LoggerFactory.getLogger("dev.latchkey");

		private final Appender<ILoggingEvent> console = this.root.getAppender("CONSOLE");

		private final Level before = this.root.getLevel();

		private final Level oursBefore = this.ours.getLevel();

		private final Lines lines = new Lines();

		@BeforeEach
		void logEverything() {
			this.lines.setContext(this.root.getLoggerContext());
			this.lines.start();
			this.root.detachAppender(this.console);
			this.root.addAppender(this.lines);
			this.root.setLevel(Level.TRACE);
			this.ours.setLevel(Level.TRACE);
		}

		@AfterEach
		void logAsBefore() {
			this.root.setLevel(this.before);
			this.ours.setLevel(this.oursBefore);
			this.root.detachAppender(this.lines);
			this.root.addAppender(this.console);
		}

		@Test
		void logsNone(Latchkey latchkey) {
			Person alice = latchkey.newPerson("USER");
			String chosen = "copper-lantern-drift-44";
			String garbage = "{\"username\":\"x\",\"password\":\"half-a-password-5522\"";
			Client rest = latchkey.login(alice);
			rest.get("/api/me").expect(200);
			Client browser = latchkey.client();
			browser.loginByForm(alice).expect(303);
			browser.browse("/devices").expect(200);
			latchkey.client().call("POST", "/api/login").body("application/json", garbage).send().expect(400);
			latchkey.client().withCookie(Client.COOKIE, "made-up-cookie-5532").get("/api/me").expect(401);
			String spoiled = "made-up-credential-5562";
			sendInHeadersThatAreNone(latchkey, spoiled);
			Stream<String> held = secrets(rest, browser);
			rest.put("/api/me/password", Map.of("current_password", alice.password(), "new_password", chosen))
				.expect(200);
			String temporary = latchkey.admin()
				.post("/api/admin/users/" + alice.username() + "/password")
				.expect(200)
				.text("/temporary_password");
			Registered application = Registered.at(latchkey);
			Client shown = latchkey.login(latchkey.newPerson("USER"));
			Stream<String> asked = secrets(shown);
			application.introspectActive(shown.credential());
			application.introspectInactive("made-up-token-5542");
			application.introspect("made-up-token-5542\u0000").expect(200);
			application.call("/oauth2/introspect")
				.body("application/x-www-form-urlencoded", "token=made-up-token-5542&token=x&x=%zz")
				.send()
				.expect(400);
			new Registered(latchkey.client(), application.clientId(), "made-up-secret-5552").introspect("x")
				.expect(401);
			for (String id : List.of(application.clientId(), "made-up-secret-5553")) {
				latchkey.client()
					.call("POST", "/oauth2/introspect")
					.body("application/x-www-form-urlencoded",
							"token=x&client_id=" + id + "&client_secret=made-up-secret-5553")
					.send()
					.expect(401);
			}
			application.revoke(shown.credential()).expect(200);
			List<String> applications = List.of(application.secret(), application.authorization().substring(6),
					"made-up-token-5542", "made-up-secret-5552", "made-up-secret-5553",
					Registered.basic("made-up-secret-5552").substring(6));
			List<String> secrets = Stream
				.concat(Stream.concat(Stream.concat(held, asked), applications.stream()), Stream.of(alice.password(),
						chosen, temporary, "half-a-password-5522", "made-up-cookie-5532", spoiled))
				.toList();
			assertThat(this.lines.of(secrets)).isEmpty();
			assertThat(this.lines.size()).as("lines in all").isGreaterThan(1000);
		}

		/**
		 * Links are taken out of the bodies here. At TRACE, Spring names the path of each
		 * request, and so the one that opens the page of a link.
		 */
		@Test
		void logsNoSecondFactorNoLinkAndNoHash(Latchkey latchkey) {
			Person alice = latchkey.newPerson("USER");
			String chosen = "copper-lantern-drift-45";
			String wrong = "made-up-code-5572";
			String hash = "$2b$05$abcdefghijklmnopqrstuuD3mHdCr44zlIZ.VZCaYRpfQhXMYnEo.";
			Client client = latchkey.login(alice);
			client.put("/api/me/factors/totp", Map.of("code", wrong)).expect(400);
			Authenticator app = Authenticator.setUp(latchkey, client);
			client.post("/api/me/proof", Map.of("code", wrong)).expect(403);
			String ticket = latchkey.client().login(alice).expectProblem(401, "second-factor-required").text("/login");
			logIn(latchkey, ticket, wrong).expect(401);
			logIn(latchkey, "made-up-ticket-5592", wrong).expect(401);
			logIn(latchkey, ticket, app.recoveryCodes().get(0)).expect(200);
			String users = "/api/admin/users/";
			String reset = token(latchkey.admin().post(users + alice.username() + "/password-reset"), "password_reset");
			set(latchkey, "/api/password-reset/confirm", reset, "new_password", "short").expect(400);
			set(latchkey, "/api/password-reset/confirm", reset, "new_password", chosen).expect(204);
			set(latchkey, "/api/password-reset/confirm", "made-up-token-5582", "new_password", chosen).expect(400);
			String invitation = token(
					latchkey.admin()
						.post("/api/admin/users", Map.of("username", "guest-of-the-log", "email", "guest@log.example")),
					"invitation");
			set(latchkey, "/api/invitation", invitation, "password", chosen).expect(204);
			latchkey.client().post("/api/email/confirm", Map.of("token", "made-up-token-5582")).expect(400);
			latchkey.admin()
				.call("POST", users + "import")
				.body("application/x-ndjson",
						"{\"username\":\"logged\",\"password_hash\":\"" + hash + "\"}\n"
								+ "{\"username\":\"logged-not\",\"password_hash\":\"" + hash + "x\"}\n")
				.send()
				.expect(200);
			List<String> secrets = Stream.concat(Stream.of(chosen, wrong, hash, app.secret(), ticket,
					"made-up-ticket-5592", reset, invitation, "made-up-token-5582"), app.recoveryCodes().stream())
				.toList();
			assertThat(this.lines.of(secrets)).isEmpty();
			assertThat(this.lines.size()).as("lines in all").isGreaterThan(1000);
		}

		private static Answer logIn(Latchkey latchkey, String ticket, String code) {
			return latchkey.client().post("/api/login/factor", Map.of("login", ticket, "code", code));
		}

		private static Answer set(Latchkey latchkey, String path, String token, String name, String password) {
			return latchkey.client().post(path, Map.of("token", token, name, password));
		}

		private static String token(Answer answer, String member) {
			String link = answer.expect(200, 201).text("/" + member);
			return link.substring(link.lastIndexOf('/') + 1);
		}

		private static void sendInHeadersThatAreNone(Latchkey latchkey, String secret) {
			for (String header : List.of("Cookie: a\u0001=b; " + Client.COOKIE + "=" + secret,
					"Cookie: a b c; " + Client.COOKIE + "=" + secret, "Cookie: " + Client.COOKIE + "=\"" + secret,
					"Coo\u0001kie: " + Client.COOKIE + "=" + secret, "Cookie " + Client.COOKIE + "=" + secret,
					" Cookie: " + secret, "Authorization: Bearer " + secret + "\u0001", "Host: " + secret,
					"Authorization: Basic " + secret + "\u0000", "Authorization\u0000: Bearer " + secret,
					"Transfer-Encoding: " + secret, "Content-Length: " + secret, "Forwarded: for=\"" + secret)) {
				latchkey.raw().send("GET /api/me HTTP/1.1", header);
			}
		}

		private static Stream<String> secrets(Client... clients) {
			return Stream.of(clients)
				.flatMap((client) -> Stream.of(client.accessToken(), client.refreshToken(),
						client.cookie(Client.COOKIE).map(Cookie::value),
						client.cookie(Client.REFRESH_COOKIE).map(Cookie::value),
						client.cookie(Client.DEVICE_COOKIE).map(Cookie::value), client.deviceToken()))
				.flatMap(Optional::stream)
				.toList()
				.stream();
		}

	}

	private static final class Lines extends AppenderBase<ILoggingEvent> {

		private final Queue<String> lines = new ConcurrentLinkedQueue<>();

		@Override
		protected void append(ILoggingEvent event) {
			String trace = (event.getThrowableProxy() != null) ? ThrowableProxyUtil.asString(event.getThrowableProxy())
					: "";
			this.lines.add(event.getLoggerName() + ": " + event.getFormattedMessage() + trace);
		}

		List<String> of(List<String> secrets) {
			return this.lines.stream().filter((line) -> secrets.stream().anyMatch(line::contains)).toList();
		}

		int size() {
			return this.lines.size();
		}

	}

	@Nested
	@RunsIn(Latchkey.Mode.SESSION)
	class InSessionMode extends Secrets {

	}

	@Nested
	@RunsIn(Latchkey.Mode.JWT)
	class InJwtMode extends Secrets {

	}

}
