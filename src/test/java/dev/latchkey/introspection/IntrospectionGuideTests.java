package dev.latchkey.introspection;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.RunsIn;
import dev.latchkey.harness.Skips;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The commands of the guide do what it says.
 */
@RunsIn(Latchkey.Mode.SESSION)
class IntrospectionGuideTests {

	private static final Pattern BLOCK = Pattern.compile("```bash\n(.*?)```", Pattern.DOTALL);

	// what the README has done by then
	private static final String BEFORE = """
			set -eu
			url=http://localhost:%d
			json='Content-Type: application/json'
			curl -s -o mode -c admin.jar $url/api/mode
			curl -s -o login -b admin.jar -c admin.jar -H "$json" -d '{"username":"%s","password":"%s"}' $url/api/login
			csrf=$(awk '/XSRF-TOKEN/ {print $7}' admin.jar)
			curl -s -o login -c alice.jar -H "$json" -d '{"username":"%s","password":"%s"}' $url/api/login
			""";

	@Test
	void worksAsWritten(Latchkey latchkey, @TempDir Path directory) throws Exception {
		Skips.unless(runs("bash", "--version") && runs("curl", "--version"), "there is no bash or no curl");
		Person alice = latchkey.newPerson("USER");
		String guide = Files.readString(Path.of("src/docs/introspection.md"));
		String script = BEFORE.formatted(latchkey.port(), Latchkey.ADMIN.username(), Latchkey.ADMIN.password(),
				alice.username(), alice.password())
				+ BLOCK.matcher(guide).results().map((block) -> block.group(1)).collect(Collectors.joining());
		Process shell = new ProcessBuilder("bash", "-c", script).directory(directory.toFile())
			.redirectErrorStream(true)
			.start();
		String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(shell.waitFor()).as(output).isZero();
		List<String> lines = output.lines().toList();
		assertThat(lines).as(output).hasSize(6);
		assertThat(lines.get(0)).contains("\"name\":\"shop\"").doesNotContain("secret");
		assertThat(lines.get(1)).contains("\"active\":true", "\"username\":\"" + alice.username() + "\"");
		assertThat(lines.get(2)).isEqualTo("200");
		assertThat(lines.get(3)).isEqualTo("{\"active\":false}");
		assertThat(lines.get(4)).isEqualTo("204");
		assertThat(lines.get(5)).contains("invalid_client").endsWith("401");
	}

	private static boolean runs(String... command) throws InterruptedException {
		try {
			return new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
