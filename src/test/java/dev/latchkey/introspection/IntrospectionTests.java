package dev.latchkey.introspection;

import java.time.Duration;
import java.util.Map;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.EnumSourceInFull;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Registered;
import dev.latchkey.harness.Repetitions;
import dev.latchkey.harness.Server;
import dev.latchkey.harness.TestServers;
import dev.latchkey.session.seen.LastSeen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What introspection promises beyond one node, one moment and servers that are there.
 */
class IntrospectionTests {

	private static final int ROUNDS = Repetitions.of(60, 8);

	@ParameterizedTest
	@EnumSourceInFull(byDefault = "JWT")
	void holdsOnEveryNode(Mode mode) {
		try (Server redis = TestServers.redis()) {
			TestServers.Database database = TestServers.freshDatabase();
			Registered application;
			try (Latchkey one = Latchkey.in(mode).on(redis, database).start()) {
				application = Registered.at(one);
				try (Latchkey two = Latchkey.in(mode).on(redis, database).start()) {
					goesOnForApplicationsThatWereRegisteredBeforeAnotherStart(application, two);
					hearsOfAnEndingOnAnotherNodeAsSoonAsThatIsAnswered(one, two, application.on(two));
				}
				saysWhatIsOnlyDurableYet(one, Registered.at(one));
			}
		}
	}

	private static void goesOnForApplicationsThatWereRegisteredBeforeAnotherStart(Registered application,
			Latchkey started) {
		application.on(started).introspectInactive("garbage");
		started.admin().post("/api/admin/applications", Map.of("name", "Another one")).expect(201);
	}

	private static void hearsOfAnEndingOnAnotherNodeAsSoonAsThatIsAnswered(Latchkey one, Latchkey two,
			Registered application) {
		Person alice = one.newPerson("USER");
		for (int round = 0; round < ROUNDS; round++) {
			Client client = one.login(alice);
			Answer live = application.introspectActive(client.credential());
			client.refreshToken().ifPresent(application::introspectActive);
			end(round, one, alice, live.text("/sid"), client, application.on(one));
			application.introspectInactive(client.credential());
			client.refreshToken().ifPresent(application::introspectInactive);
		}
		one.admin().delete("/api/admin/applications/" + application.clientId()).expect(204);
		application.on(two).introspect("x").expectProblem(401, "invalid-client");
	}

	private static void saysWhatIsOnlyDurableYet(Latchkey latchkey, Registered application) {
		Client client = latchkey.login(latchkey.newPerson("USER"));
		// a node that does not answer, and whose lease is not over
		latchkey.sql().sql("""
				insert into node (id, applied_seq, lease_millis, lease_until)
				values ('cut-off', 0, 3600000, current_timestamp + interval '1' hour)
				""").update();
		Answer answer = application.revoke(client.credential()).expect(202);
		assertThat(answer.body()).isEmpty();
		application.introspectInactive(client.credential());
	}

	private static void end(int round, Latchkey node, Person alice, String handle, Client client,
			Registered application) {
		switch (round % 4) {
			case 0 -> node.admin().post("/api/admin/users/" + alice.username() + "/logout").expect(200);
			case 1 -> node.admin().delete("/api/admin/sessions/" + handle).expect(200);
			case 2 -> client.copy().post("/api/logout").expect(204);
			default -> application.revoke(client.credential()).expect(200);
		}
	}

	@ParameterizedTest
	@EnumSourceInFull(byDefault = "SESSION")
	void keepsNobodySignedInByAskingAboutThem(Mode mode) {
		try (Latchkey latchkey = Latchkey.in(mode)
			.with("latchkey.session.idle-timeout", "20m")
			.with("latchkey.jwt.access-token-lifetime", "30m")
			.start()) {
			Registered application = Registered.at(latchkey);
			Client client = latchkey.login(latchkey.newPerson("USER"));
			String exp = application.introspectActive(client.credential()).json().get("exp").toString();
			for (int i = 0; i < 3; i++) {
				latchkey.clock().advance(Duration.ofMinutes(6));
				Answer answer = application.introspectActive(client.credential());
				assertThat(answer.json().get("exp").toString()).isEqualTo(exp);
				client.refreshToken().ifPresent(application::introspectActive);
				latchkey.bean(LastSeen.class).run();
			}
			latchkey.clock().advance(Duration.ofMinutes(4));
			application.introspectInactive(client.credential());
			client.refreshToken().ifPresent(application::introspectInactive);
			client.get("/api/me").expectEnded("expired");
		}
	}

	@Test
	void revokesByAnAccessTokenThatHasExpired() {
		try (Latchkey latchkey = Latchkey.in(Mode.JWT).start()) {
			Registered application = Registered.at(latchkey);
			Client client = latchkey.login(latchkey.newPerson("USER"));
			latchkey.clock().advance(Duration.ofMinutes(10));
			application.introspectInactive(client.credential());
			application.introspectActive(client.refreshToken().orElseThrow());
			application.revoke(client.credential()).expect(200);
			application.introspectInactive(client.refreshToken().orElseThrow());
			client.refresh().expectEnded("logged_out");
		}
	}

	@ParameterizedTest
	@EnumSourceInFull(byDefault = "JWT")
	void saysThatItCannotTellWhereItCannot(Mode mode) {
		try (Server redis = TestServers.redis();
				Server postgres = TestServers.postgres();
				Latchkey latchkey = Latchkey.in(mode).on(redis, TestServers.freshDatabase(postgres)).start()) {
			Registered application = Registered.at(latchkey);
			Client client = latchkey.login(latchkey.newPerson("USER"));
			redis.kill();
			// in memory, or in the token itself
			application.introspectActive(client.credential());
			if (mode == Mode.SESSION) {
				isUnavailable(application.introspect("A".repeat(43)));
				isUnavailable(application.revoke("A".repeat(43)));
			}
			redis.restart();
			postgres.kill();
			client.get("/api/me").expect(200);
			isUnavailable(application.introspect(client.credential()));
			isUnavailable(application.introspect("garbage"));
			isUnavailable(application.revoke(client.credential()));
			isUnavailable(new Registered(latchkey.client(), application.clientId(), "wrong").introspect("garbage"));
			postgres.restart();
		}
	}

	private static void isUnavailable(Answer answer) {
		answer.expectProblem(503, "unavailable");
		assertThat(answer.header("Retry-After")).isPresent();
		assertThat(answer.json().has("active")).isFalse();
	}

}
