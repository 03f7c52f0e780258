package dev.latchkey.attack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Repetitions;
import dev.latchkey.harness.RunsIn;
import dev.latchkey.mode.Credential;
import dev.latchkey.mode.CredentialReading;
import dev.latchkey.mode.InvalidCredentialException;
import dev.latchkey.mode.Mode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The cache of verified tokens is a short cut for the signature, and for nothing else. A
 * token is in it if the very same reading comes back.
 */
@RunsIn(value = Latchkey.Mode.JWT, with = "latchkey.jwt.algorithm=HS256")
class VerifiedTokensTests {

	/** In characters. */
	private static final int ALL_TOKENS = 32_000_000;

	private static final int FLOOD = Repetitions.of(25_000, 14_000);

	private Latchkey latchkey;

	private Mode mode;

	private Forge forge;

	@BeforeEach
	void signIn(Latchkey started) {
		this.latchkey = started;
		this.mode = started.bean(Mode.class);
		this.forge = new Forge(started.login(Latchkey.ADMIN).credential(), RealKey.of(started));
	}

	@Test
	void keepsNoMoreThanItsBoundInAFloodOfValidTokens() {
		String longName = "a".repeat(2200);
		List<String> flood = new ArrayList<>();
		List<CredentialReading> readings = new ArrayList<>();
		for (int i = 0; i < FLOOD; i++) {
			int gen = i;
			flood.add(this.forge.claiming((claims) -> claims.put("username", longName).put("gen", gen)));
			readings.add(read(flood.get(i)));
		}
		int length = flood.get(0).length();
		assertThat(length * flood.size()).isGreaterThan(ALL_TOKENS / 3 * 4);
		long kept = 0;
		for (int i = 0; i < flood.size(); i++) {
			kept += (read(flood.get(i)) == readings.get(i)) ? 1 : 0;
		}
		assertThat(kept).isGreaterThan(0).isLessThanOrEqualTo(ALL_TOKENS / length * 11 / 10);
	}

	@Test
	void keepsNoTokenForLongerThanItLives() {
		CredentialReading known = read(this.forge.good());
		this.latchkey.clock().advance(Duration.ofSeconds(290));
		assertThat(read(this.forge.good())).isSameAs(known);
		this.latchkey.clock().advance(Duration.ofSeconds(16));
		assertThat(read(this.forge.good())).isNotSameAs(known).isEqualTo(known);
		assertThat(read(this.forge.good())).isNotSameAs(read(this.forge.good()));
	}

	@Test
	void keepsNothingOfATokenThatItRefused() {
		String forged = this.forge.claiming((claims) -> claims.put("iss", "other"));
		for (int i = 0; i < 3; i++) {
			assertThatExceptionOfType(InvalidCredentialException.class).isThrownBy(() -> read(forged));
		}
	}

	@Test
	void tellsTokensApartThatHashAlike() {
		// these two differ in nothing that String.hashCode() sees
		String one = this.forge.claiming((claims) -> claims.put("username", "AaAa"));
		String two = this.forge.claiming((claims) -> claims.put("username", "BBBB"));
		assertThat(read(one).session().username()).isEqualTo("AaAa");
		assertThat(read(two).session().username()).isEqualTo("BBBB");
		assertThatExceptionOfType(InvalidCredentialException.class)
			.isThrownBy(() -> read(one.substring(0, one.lastIndexOf('.')) + two.substring(two.lastIndexOf('.'))));
	}

	@Test
	void isNoWayAroundAnEnding() {
		Person alice = this.latchkey.newPerson("USER");
		Client client = this.latchkey.login(alice);
		client.get("/api/me").expect(200);
		CredentialReading known = read(client.credential());
		this.latchkey.admin().post("/api/admin/users/" + alice.username() + "/logout").expect(200);
		assertThat(read(client.credential())).as("still known").isSameAs(known);
		client.get("/api/me").expectEnded("forced_logout");
	}

	@Test
	void goesWithTheKey() {
		try (Latchkey own = Latchkey.in(Latchkey.Mode.JWT).with("latchkey.jwt.algorithm", "HS256").start()) {
			Client client = own.login(Latchkey.ADMIN);
			Forge forger = new Forge(client.credential(), RealKey.of(own));
			client.get("/api/me").expect(200);
			own.sql().sql("delete from signing_key").update();
			// an unknown kid makes a node look for keys
			String unknown = forger.headed(Forge.header("A".repeat(22), "HS256"));
			Awaitility.await().until(() -> {
				own.client().withBearer(unknown).get("/api/me").expectProblem(401, "invalid-token");
				return client.get("/api/me").status() == 401;
			});
			client.get("/api/me").expectProblem(401, "invalid-token");
		}
	}

	private CredentialReading read(String token) {
		return this.mode.read(new Credential(token, Credential.Source.HEADER));
	}

}
