package dev.latchkey.url;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ReservedPathsTests {

	@ParameterizedTest
	@CsvSource({ "'', /.latchkey/start, /.latchkey/start", "/auth, /auth/.latchkey/start, /.latchkey/start",
			"/.latchkey, /.latchkey/start, /start", "/.latchkey/x, /.latchkey/x/.latchkey/start, /.latchkey/start" })
	void areNotRepeatedBelowTheirOwnPrefix(String contextPath, String onHost, String inContext) {
		ReservedPaths paths = new ReservedPaths(contextPath);
		assertThat(paths.onHost("/start")).isEqualTo(onHost);
		assertThat(paths.inContext("/start")).isEqualTo(inContext);
	}

	@ParameterizedTest
	@CsvSource({ "'', /.latchkey/start, true", "'', /.latchkey/, true", "'', /.latchkey, false",
			"'', /.latchkeys/x, false", "'', /start, false", "'', /login, false", "/auth, /.latchkey/enter, true",
			"/.latchkey, /start, true", "/.latchkey, /enter, true", "/.latchkey, /leave, true",
			"/.latchkey, /assets/latchkey.css, true", "/.latchkey, /login, false", "/.latchkey, /starts, false",
			"/.latchkey, /start/x, false" })
	void areAllThatIsAnsweredOnTheHostOfAnApplication(String contextPath, String path, boolean reserved) {
		assertThat(new ReservedPaths(contextPath).contain(path)).isEqualTo(reserved);
	}

}
