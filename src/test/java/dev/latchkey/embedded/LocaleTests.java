package dev.latchkey.embedded;

import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.LatchkeyProcess;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The service starts in a machine's language as in any other: one that writes digits of
 * its own, and one in which the small letter for I is another.
 */
class LocaleTests {

	@ParameterizedTest
	@CsvSource({ "ar, EG, SESSION", "tr, TR, JWT" })
	void changesNothing(String language, String country, Mode mode) {
		try (LatchkeyProcess latchkey = Latchkey.in(mode)
			.jvm("-XX:TieredStopAtLevel=1")
			.jvm("-XX:+UseSerialGC")
			.jvm("-Duser.language=" + language)
			.jvm("-Duser.country=" + country)
			.startProcess()) {
			Client client = latchkey.client();
			client.login(Latchkey.ADMIN).expect(200);
			assertThat(client.get("/api/me").expect(200).text("/username")).isEqualTo("admin");
			client.get("/actuator/health/readiness").expect(200);
			client.post("/api/logout").expect(204);
			assertThat(latchkey.said()).doesNotContain("\tat ");
		}
	}

}
