package dev.latchkey.introspection;

import java.nio.file.Path;
import java.util.List;

import dev.latchkey.harness.Guide;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.RunsIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The commands of the guide do what it says.
 */
@RunsIn(Latchkey.Mode.SESSION)
class IntrospectionGuideTests {

	// what the README has done by then
	private static final String BEFORE = """
			set -eu
			url=http://localhost:%s
			json='Content-Type: application/json'
			curl -s -o mode -c admin.jar $url/api/mode
			curl -s -o login -b admin.jar -c admin.jar -H "$json" -d '{"username":"%s","password":"%s"}' $url/api/login
			csrf=$(awk '/XSRF-TOKEN/ {print $7}' admin.jar)
			curl -s -o login -c alice.jar -H "$json" -d '{"username":"%s","password":"%s"}' $url/api/login
			""";

	@Test
	void worksAsWritten(Latchkey latchkey, @TempDir Path directory) throws Exception {
		Person alice = latchkey.newPerson("USER");
		String script = BEFORE.formatted(latchkey.port(), Latchkey.ADMIN.username(), Latchkey.ADMIN.password(),
				alice.username(), alice.password())
				+ String.join("\n", Guide.of("src/docs/introspection.md").blocks("bash"));
		List<String> lines = Guide.bash(script, directory);
		assertThat(lines).as(String.join("\n", lines)).hasSize(6);
		assertThat(lines.get(0)).contains("\"name\":\"shop\"").doesNotContain("secret");
		assertThat(lines.get(1)).contains("\"active\":true", "\"username\":\"" + alice.username() + "\"");
		assertThat(lines.get(2)).isEqualTo("200");
		assertThat(lines.get(3)).isEqualTo("{\"active\":false}");
		assertThat(lines.get(4)).isEqualTo("204");
		assertThat(lines.get(5)).contains("invalid_client").endsWith("401");
	}

}
