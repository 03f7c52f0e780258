package dev.latchkey;

import java.nio.file.Path;
import java.util.List;

import dev.latchkey.harness.Guide;
import dev.latchkey.harness.Latchkey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The commands of the README do what it says, on a fresh start in session mode.
 */
class ReadmeTests {

	@Test
	void signsInAndSignsAliceOut(@TempDir Path directory) throws Exception {
		List<String> blocks = Guide.of("README.md").blocks("bash");
		// an installation of its own, because the administrator's password changes
		try (Latchkey latchkey = Latchkey.in(Latchkey.Mode.SESSION).start()) {
			String script = "set -eu\n"
					+ blocks.get(0).replace("paste the printed password here", Latchkey.ADMIN.password()) + "\n"
					+ blocks.get(1).replace("localhost:8080", "localhost:" + latchkey.port()) + "\n" + blocks.get(2);
			List<String> lines = Guide.bash(script, directory);
			assertThat(lines).as(String.join("\n", lines)).hasSize(8);
			assertThat(lines.get(0)).isEqualTo("{\"mode\":\"session\"}");
			assertThat(lines.get(2)).contains("\"must_change_password\":false");
			assertThat(lines.get(3)).contains("\"username\":\"admin\"", "\"users:write\"");
			assertThat(lines.get(5)).contains("\"username\":\"alice\"");
			assertThat(lines.get(6)).contains("\"ended\":1");
			assertThat(lines.get(7)).contains("urn:latchkey:session-ended", "\"reason\":\"forced_logout\"");
		}
	}

	@Test
	void signsInWithTokensAndExchangesThem(@TempDir Path directory) throws Exception {
		try (Latchkey latchkey = Latchkey.in(Latchkey.Mode.JWT).start()) {
			String script = "set -eu\nurl=http://localhost:" + latchkey.port()
					+ "\njson='Content-Type: application/json'\n"
					+ Guide.of("README.md").blocks("bash").get(3).replace("seven green umbrellas", Latchkey.PASSWORD);
			List<String> lines = Guide.bash(script, directory);
			assertThat(lines).as(String.join("\n", lines)).hasSize(2);
			assertThat(lines.get(0)).contains("\"username\":\"admin\"");
			assertThat(lines.get(1)).contains("\"access_token\"", "\"refresh_token\"");
		}
	}

}
