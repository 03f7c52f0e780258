package dev.latchkey.promise;

import java.io.IOException;
import java.util.stream.Stream;

import dev.latchkey.harness.EnumSourceInFull;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Printed;
import dev.latchkey.harness.Secrets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs last, and looks for every secret that was used in everything that was printed
 * (P8).
 */
class AllLogsTests {

	@ParameterizedTest
	@EnumSourceInFull(byDefault = "JWT")
	void haveNoSecretInThem(Latchkey.Mode mode) throws IOException {
		try (Latchkey latchkey = Latchkey.in(mode).start()) {
			latchkey.login(latchkey.newPerson("USER")).get("/api/me").expect(200);
		}
		assertThat(Secrets.count()).isGreaterThan(2);
		try (Stream<String> lines = Printed.lines()) {
			// a first start prints a password, for its administrator to read
			assertThat(Secrets.in(lines.filter((line) -> !line.startsWith("      password: ")))).isEmpty();
		}
		System.out.println("None of " + Secrets.count() + " secrets is in the logs of the tests");
	}

	/**
	 * What was given to them is kept as a hash, under a MAC or encrypted, or not at all.
	 */
	@Test
	void haveNoneInEventsAndInRedisEither() {
		assertThat(Secrets.kept()).isEmpty();
	}

	@Test
	void wouldShowASecretIfThereWereOne() throws IOException {
		try (Latchkey latchkey = Latchkey.in(Latchkey.Mode.SESSION).start()) {
			String secret = latchkey.login(latchkey.newPerson("USER")).credential();
			assertThat(Secrets.in(Stream.of("x=" + secret + ";", "nothing"))).hasSize(1);
			System.out.println("Printed and kept");
		}
		try (Stream<String> lines = Printed.lines()) {
			assertThat(lines
				.filter((line) -> line.contains("Started LatchkeyApplication") || line.contains("Printed and kept")))
				.isNotEmpty();
		}
	}

}
