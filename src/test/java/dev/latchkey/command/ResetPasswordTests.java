package dev.latchkey.command;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

import dev.latchkey.account.UnknownAccountException;
import dev.latchkey.account.username.Username;
import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Authenticator;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.CommandRun;
import dev.latchkey.harness.EnumSourceInFull;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.LatchkeySetup;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Server;
import dev.latchkey.harness.TestServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The command runs as an administrator runs it: in a process of its own, on the server.
 * The service is the same wherever it runs, so it runs here, where it starts sooner.
 */
class ResetPasswordTests {

	private static final String COMMAND = "reset-password";

	@TempDir
	private Path directory;

	/**
	 * The other mode is tried where the service does not run.
	 */
	@ParameterizedTest
	@EnumSourceInFull(byDefault = "JWT")
	void letsAnAdministratorInAgainWhileTheServiceRuns(Mode mode) {
		TestServers.Database database = TestServers.freshDatabase();
		try (Server redis = TestServers.redis(); Latchkey service = Latchkey.in(mode).on(redis, database).start()) {
			Person alice = service.newPerson("ADMIN");
			Client elsewhere = service.login(alice);
			Authenticator app = Authenticator.setUp(service, elsewhere);
			CommandRun run = Latchkey.in(mode)
				.on(redis, database)
				// the service listens there
				.with("server.port", String.valueOf(service.port()))
				.run(COMMAND, alice.username());
			assertThat(run.errors()).isEmpty();
			assertThat(run.status()).isZero();
			elsewhere.get("/api/me").expectProblem(401, "session-ended");
			service.client().login(alice).expectProblem(401, "invalid-credentials");
			Client again = service.client();
			// it was not told to take the second factor away
			Answer asked = again.login(alice.with(run.lastWord())).expectProblem(401, "second-factor-required");
			again.keepTokens(again.post("/api/login/factor", Map.of("login", asked.text("/login"), "code", app.code())))
				.expect(200);
			again.get("/api/me").expectProblem(403, "password-change-required");
		}
	}

	@Test
	void leavesAnEmbeddedDatabaseAloneThatIsInUse() {
		try (Latchkey service = embedded().start()) {
			CommandRun run = embedded().run(COMMAND, Latchkey.ADMIN.username());
			assertRefused(run, "is in use by another Latchkey.");
			Client admin = service.client();
			admin.login(Latchkey.ADMIN).expect(200);
			setUpFactor(admin);
			service.client().login(Latchkey.ADMIN).expectProblem(401, "second-factor-required");
			// what the command then says is the same for each name
			assertThatExceptionOfType(UnknownAccountException.class)
				.isThrownBy(() -> service.bean(PasswordReset.class).reset(Username.of("someone-else"), false));
		}
		CommandRun reset = embedded().run(COMMAND, Latchkey.ADMIN.username(), "--factors");
		assertThat(reset.status()).isZero();
		String temporary = reset.lastWord();
		assertRefused(embedded().run(COMMAND), "Say whose password is to be reset");
		try (Latchkey service = embedded().start()) {
			service.client().login(Latchkey.ADMIN).expectProblem(401, "invalid-credentials");
			service.client().login(Latchkey.ADMIN.with(temporary)).expect(200);
		}
	}

	/** As in a working directory that is not the service's. */
	@Test
	void createsNoAccount() {
		assertRefused(embedded().run(COMMAND, Latchkey.ADMIN.username()), "There is no user ");
	}

	private static void setUpFactor(Client client) {
		String secret = client.post("/api/me/factors/totp").expect(200).text("/secret");
		client.put("/api/me/factors/totp", Map.of("code", Authenticator.codeOf(secret, Instant.now()))).expect(200);
	}

	private LatchkeySetup embedded() {
		return Latchkey.in(Mode.SESSION).with("latchkey.data-dir", this.directory.resolve("data").toString());
	}

	private static void assertRefused(CommandRun run, String reason) {
		assertThat(run.status()).isEqualTo(1);
		assertThat(run.output()).isEmpty();
		assertThat(run.errors().strip()).contains(reason).hasLineCount(1).doesNotContain("Exception");
	}

}
