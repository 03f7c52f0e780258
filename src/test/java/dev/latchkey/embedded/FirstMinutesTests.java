package dev.latchkey.embedded;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.latchkey.harness.EnumSourceInFull;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.LatchkeyProcess;
import dev.latchkey.harness.Person;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a person sees who starts the service for the first time, signs in, and stops it.
 */
class FirstMinutesTests {

	private static final Pattern BOX = Pattern
		.compile("={70}\\n  Latchkey is ready at http://localhost:(\\d+)\\.\\n[^=]*password: (\\S+)\\n[^=]*={70}\\n");

	@ParameterizedTest
	@EnumSourceInFull(byDefault = "SESSION")
	void endWithThePasswordAndWithoutAWarning(Latchkey.Mode mode) {
		try (LatchkeyProcess process = Latchkey.in(mode).with("latchkey.first-admin.password", "").startProcess()) {
			Awaitility.await().until(() -> BOX.matcher(process.said()).find());
			String start = process.said();
			Matcher box = BOX.matcher(start);
			assertThat(box.find()).isTrue();
			assertThat(start).as("the box is the last thing").endsWith(box.group());
			assertThat(box.group(1)).isEqualTo(String.valueOf(process.port()));
			assertThat(complaints(start)).isEmpty();
			assertThat(process.client()
				.login(new Person("admin", box.group(2)))
				.expect(200)
				.json()
				.get("must_change_password")
				.asBoolean()).isTrue();
			// to Redis too, as a terminal sends Ctrl-C, which the JVM takes alike
			process.signalAll("-TERM");
			process.awaitEnd();
			assertThat(complaints(process.said())).isEmpty();
		}
	}

	private static List<String> complaints(String output) {
		return output.lines()
			.filter((line) -> line.matches(".*\\b(WARN|WARNING|ERROR|SEVERE)\\b.*|.*Exception.*|\\tat .*"))
			.toList();
	}

}
