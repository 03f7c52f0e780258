package dev.latchkey.attack;

import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.sun.management.ThreadMXBean;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Repetitions;
import dev.latchkey.harness.RunsIn;
import dev.latchkey.mode.Credential;
import dev.latchkey.mode.CredentialReading;
import dev.latchkey.mode.InvalidCredentialException;
import dev.latchkey.mode.Mode;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StrictVerificationTests {

	/**
	 * What has to hold for every algorithm.
	 */
	@TestInstance(Lifecycle.PER_CLASS)
	abstract static class Rules {

		/** In bytes: several times what a token of 4096 characters needs. */
		private static final long LITTLE = 500_000;

		private Latchkey latchkey;

		private Mode mode;

		private Forge forge;

		private Map<String, String> attacks;

		@BeforeAll
		void signIn(Latchkey started) {
			this.latchkey = started;
			this.mode = started.bean(Mode.class);
			this.forge = new Forge(started.login(Latchkey.ADMIN).credential(), RealKey.of(started));
			// each is signed, which takes longer than to refuse it
			this.attacks = Collections.unmodifiableMap(attacks("http://127.0.0.1:9"));
		}

		@Test
		void acceptsWhatTheForgeDidNotSpoil() {
			assertThat(read(this.forge.claiming((claims) -> {
			}))).isEqualTo(read(this.forge.good()));
			assertThat(read(this.forge.headed(this.forge.header()))).isNotNull();
			assertThat(read(this.forge.claiming((claims) -> claims.put("must_change_password", true))).session()
				.mustChangePassword()).isTrue();
		}

		@Test
		void refusesEveryAttack() {
			assertThat(this.attacks).hasSizeGreaterThan(500);
			SoftAssertions
				.assertSoftly((all) -> this.attacks.forEach((name, token) -> all.assertThatThrownBy(() -> read(token))
					.as(name)
					.isExactlyInstanceOf(InvalidCredentialException.class)));
		}

		@Test
		void answersEveryAttackOnEveryWayWithOneTextAndAsksNobody() {
			try (KeyServer listener = new KeyServer()) {
				TokenDoors doors = new TokenDoors(this.latchkey);
				atTheDoors(attacks(listener.address())).forEach(doors::refuse);
				listener.visit();
				assertThat(listener.connections()).as("the visit of the test alone").isEqualTo(1);
			}
			this.latchkey.client().withBearer(this.forge.good()).get("/api/me").expect(200);
		}

		@Test
		void doesLittleForAnAttack() {
			// what is done once in a JVM is not an attack's doing
			this.attacks.values().forEach(this::allocated);
			SoftAssertions.assertSoftly((all) -> this.attacks.forEach((name, token) -> all.assertThat(allocated(token))
				.as(name)
				// jjwt prints such a list while it complains of it
				.isLessThan(name.endsWith("deep list") ? 10 * LITTLE : LITTLE)));
			assertThat(EncryptionAttacks.BOMB).isGreaterThan(3 * (int) LITTLE);
		}

		/**
		 * Return how much memory it takes to refuse a token. No clock is asked, so a slow
		 * machine says the same.
		 */
		private long allocated(String token) {
			ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
			long before = threads.getCurrentThreadAllocatedBytes();
			try {
				read(token);
			}
			catch (InvalidCredentialException ex) {
				// as it should be, and as another test says
			}
			return threads.getCurrentThreadAllocatedBytes() - before;
		}

		@ParameterizedTest
		@ValueSource(strings = { " ", "\t", "\n", "\u0000", "ä.ö.ü", "\uD83D\uDE00", "\uFF0E" })
		void refusesWhatCannotEvenBeSent(String token) {
			refuses(token);
			refuses(token + this.forge.good());
			refuses(this.forge.good() + token);
			refuses(this.forge.good().replace(".", token));
			refuses("");
		}

		@Test
		void readsNothingOfATokenThatIsTooLong() {
			refuses("A".repeat(100_000_000));
			refuses(this.forge.part(0) + "." + "A".repeat(100_000_000) + "." + this.forge.part(2));
		}

		@Test
		void refusesAnotherSpellingOfATokenThatItKnows() {
			String good = this.forge.good();
			assertThat(read(good)).isSameAs(read(good));
			Map<String, String> spellings = new LinkedHashMap<>(this.attacks);
			spellings.keySet().removeIf((name) -> !name.matches("(padding|other last bits|a dot|the other s|s and).*"));
			assertThat(spellings).hasSizeGreaterThan(4);
			spellings.values().forEach(this::refuses);
		}

		@Test
		void tellsNothingOfAnyAttackToWhoAsksAboutIt() {
			SoftAssertions.assertSoftly((all) -> this.attacks.forEach((name, token) -> {
				all.assertThatThrownBy(() -> this.mode.inspect(token))
					.as(name)
					.isExactlyInstanceOf(InvalidCredentialException.class);
				all.assertThat(this.mode.handleOf(token)).as(name).isNull();
			}));
		}

		/**
		 * Return what to try on every way: all of it in the profile {@code full}. By
		 * default it is each fifth where the algorithm is the default, and each fiftieth
		 * where not, since the ways are the same and lead to {@link #read(String)}.
		 */
		private Map<String, String> atTheDoors(Map<String, String> attacks) {
			int step = Repetitions.of(1, usual() ? 5 : 50);
			Map<String, String> tried = new LinkedHashMap<>();
			List<String> names = List.copyOf(attacks.keySet());
			for (int i = 0; i < names.size(); i += step) {
				tried.put(names.get(i), attacks.get(names.get(i)));
			}
			return tried;
		}

		/** Return whether it is the algorithm of the default settings. */
		boolean usual() {
			return false;
		}

		private void refuses(String token) {
			assertThatExceptionOfType(InvalidCredentialException.class).isThrownBy(() -> read(token));
		}

		private CredentialReading read(String token) {
			return this.mode.read(new Credential(token, Credential.Source.HEADER));
		}

		private Map<String, String> attacks(String listener) {
			return Attacks.all(this.forge, listener);
		}

	}

	@Nested
	@RunsIn(value = Latchkey.Mode.JWT, with = "latchkey.jwt.algorithm=ES256")
	class OfES256 extends Rules {

		@Override
		boolean usual() {
			return true;
		}

	}

	@Nested
	@RunsIn(value = Latchkey.Mode.JWT, with = "latchkey.jwt.algorithm=RS256")
	class OfRS256 extends Rules {

	}

	@Nested
	@RunsIn(value = Latchkey.Mode.JWT, with = "latchkey.jwt.algorithm=EdDSA")
	class OfEdDSA extends Rules {

	}

	@Nested
	@RunsIn(value = Latchkey.Mode.JWT, with = "latchkey.jwt.algorithm=HS256")
	class OfHS256 extends Rules {

	}

}
