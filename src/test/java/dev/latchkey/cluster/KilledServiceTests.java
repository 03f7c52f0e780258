package dev.latchkey.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.EnumSourceInFull;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.LatchkeyProcess;
import dev.latchkey.harness.LatchkeySetup;
import dev.latchkey.harness.Person;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The whole service, as it comes out of the box, is killed as soon as it has answered.
 */
class KilledServiceTests {

	private static final Person ALICE = new Person("alice", Latchkey.PASSWORD);

	private static final Person BOB = new Person("bob", Latchkey.PASSWORD);

	@TempDir
	private Path directory;

	@ParameterizedTest
	@EnumSourceInFull(byDefault = "JWT")
	void remembersWhatHasEndedAndWhatHasNot(Mode mode) {
		Client admin;
		Client alice;
		Client bob;
		Client secondOfBob;
		try (LatchkeyProcess service = setup(mode).startProcess()) {
			admin = login(service, Latchkey.ADMIN);
			create(admin, ALICE);
			create(admin, BOB);
			alice = login(service, ALICE);
			bob = login(service, BOB);
			secondOfBob = login(service, BOB);
			String handle = secondOfBob.get("/api/me").text("/session/handle");
			admin.delete("/api/admin/sessions/" + handle).expect(200);
			Answer ended = admin.post("/api/admin/users/alice/logout");
			List<ProcessHandle> below = service.descendants();
			service.kill();
			assertThat(ended.expect(200).json().at("/ended").asInt()).isEqualTo(1);
			assertThat(below).isNotEmpty();
			await().atMost(Duration.ofSeconds(15))
				.untilAsserted(() -> assertThat(below).noneMatch(ProcessHandle::isAlive));
		}
		try (Latchkey service = setup(mode).start()) {
			moved(admin, service).get("/api/me").expect(200);
			moved(bob, service).get("/api/me").expect(200);
			moved(alice, service).get("/api/me").expectEnded("forced_logout");
			moved(secondOfBob, service).get("/api/me").expectEnded("forced_logout");
			if (mode == Mode.JWT) {
				moved(alice, service).refresh().expect(401);
				moved(bob, service).refresh().expect(200);
			}
			service.login(ALICE).get("/api/me").expect(200);
		}
	}

	private LatchkeySetup setup(Mode mode) {
		return Latchkey.in(mode).with("latchkey.data-dir", this.directory.resolve("data").toString());
	}

	private static Client login(LatchkeyProcess service, Person person) {
		Client client = service.client();
		client.login(person).expect(200);
		return client;
	}

	private static void create(Client admin, Person person) {
		admin
			.post("/api/admin/users",
					Map.of("username", person.username(), "password", person.password(), "roles", List.of("USER")))
			.expect(201);
	}

	/**
	 * Return a client that shows the same to a service at another port.
	 */
	private static Client moved(Client client, Latchkey service) {
		Client moved = service.client();
		client.cookie(Client.COOKIE).ifPresent((cookie) -> moved.withCookie(Client.COOKIE, cookie.value()));
		client.accessToken().ifPresent(moved::withBearer);
		client.refreshToken().ifPresent(moved::withRefreshToken);
		return moved;
	}

}
