package dev.latchkey.promise;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.stream.LongStream;

import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.LatchkeySetup;
import dev.latchkey.harness.Repetitions;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * A start that cannot succeed ends with a sentence and with what to do, and without a
 * stack trace.
 */
@ExtendWith(OutputCaptureExtension.class)
class RefusedStartTests {

	@TempDir
	Path directory;

	private static LongStream roomsOfANewDatabase() {
		return Repetitions.full() ? LongStream.of(20_000, 60_000, 100_000) : LongStream.of(60_000);
	}

	/**
	 * A start with a database that is there writes little: 100,000 bytes may be enough.
	 */
	private static LongStream roomsOfADatabase() {
		return Repetitions.full() ? LongStream.of(20_000, 40_000, 60_000) : LongStream.of(60_000);
	}

	@ParameterizedTest
	@MethodSource("roomsOfANewDatabase")
	void saysThatANewDatabaseHasNoRoom(long room) {
		saysThatThereIsNoRoom(Latchkey.in(Mode.JWT).onFullDisk(room));
	}

	@ParameterizedTest
	@MethodSource("roomsOfADatabase")
	void saysThatTheDatabaseHasNoRoom(long room) {
		Path data = this.directory.resolve("data");
		Latchkey.in(Mode.JWT).with("latchkey.data-dir", data.toString()).start().close();
		saysThatThereIsNoRoom(Latchkey.in(Mode.JWT).with("latchkey.data-dir", data.toString()).onFullDisk(room));
	}

	private static void saysThatThereIsNoRoom(LatchkeySetup setup) {
		assertThatIllegalStateException().isThrownBy(() -> setup.startProcess().close())
			.satisfies((ex) -> refused(assertThat(ex.getMessage())).contains("room on its disk"));
	}

	/**
	 * No user may write there, not even the super-user.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "/sys/kernel", "/sys/latchkey/data" })
	void saysThatTheDirectoryCannotBeWrittenTo(String readOnly, CapturedOutput output) {
		startFails(Latchkey.in(Mode.SESSION).with("latchkey.data-dir", readOnly));
		refused(assertThat(output.toString())).contains("The data directory " + readOnly + " cannot be used: ",
				"Give this user write access to it");
	}

	@Test
	void saysThatAnotherProgramListensAtThePort(CapturedOutput output) throws Exception {
		try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("0.0.0.0"))) {
			startFails(Latchkey.in(Mode.JWT).with("server.port", String.valueOf(other.getLocalPort())));
			refused(assertThat(output.toString())).contains("port", String.valueOf(other.getLocalPort()), "in use");
		}
	}

	@Test
	void saysThatAnH2HasToSpeakAsPostgresqlDoes(CapturedOutput output) {
		startFails(Latchkey.in(Mode.JWT)
			.with("spring.datasource.url", "jdbc:h2:file:" + this.directory.resolve("latchkey")));
		refused(assertThat(output.toString())).contains("spring.datasource.url names an H2", "latchkey.data-dir");
	}

	private static void startFails(LatchkeySetup setup) {
		assertThatException().isThrownBy(() -> setup.start().close());
	}

	private static AbstractStringAssert<?> refused(AbstractStringAssert<?> output) {
		return output.contains("APPLICATION FAILED TO START", "Action:").doesNotContain("\tat ");
	}

}
