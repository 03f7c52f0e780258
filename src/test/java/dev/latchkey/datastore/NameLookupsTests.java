package dev.latchkey.datastore;

import java.security.Security;

import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.RunsIn;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long the JVM of the application believes in an address.
 */
@RunsIn(Mode.SESSION)
class NameLookupsTests {

	@Test
	void areRepeatedSoon(Latchkey latchkey) {
		assertThat(latchkey.port()).isPositive();
		assertThat(Security.getProperty("networkaddress.cache.ttl")).isEqualTo("5");
		assertThat(Security.getProperty("networkaddress.cache.negative.ttl")).isEqualTo("1");
	}

}
