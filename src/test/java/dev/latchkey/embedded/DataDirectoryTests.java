package dev.latchkey.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.latchkey.embedded.redis.EmbeddedRedis;
import dev.latchkey.startup.StartupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

@ExtendWith(OutputCaptureExtension.class)
class DataDirectoryTests {

	@TempDir
	Path directory;

	@Test
	void isHeldByOneAtATime() throws Exception {
		try (DataDirectory held = DataDirectory.lock(this.directory)) {
			assertThat(held).isNotNull();
			assertThatExceptionOfType(StartupException.class).isThrownBy(() -> DataDirectory.lock(this.directory))
				.withMessage("The data directory %s is in use by another Latchkey.", this.directory);
		}
	}

	@Test
	void isFreeAgainOnceItIsClosed() throws Exception {
		DataDirectory.lock(this.directory).close();
		assertThatNoException().isThrownBy(() -> DataDirectory.lock(this.directory).close());
	}

	@Test
	void isCreatedForItsOwnerAlone() throws Exception {
		Path fresh = this.directory.resolve("a/b");
		DataDirectory.lock(fresh).close();
		assertThat(Files.getPosixFilePermissions(fresh)).extracting(Enum::name)
			.allMatch((permission) -> permission.startsWith("OWNER_"));
	}

	@Test
	void mayBeALinkToADirectory() throws Exception {
		Path target = Files.createDirectory(this.directory.resolve("target"));
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), target);
		DataDirectory.lock(link).close();
		assertThat(target.resolve("lock")).exists();
	}

	@Test
	void refusesAFileAndALinkToNothing() throws IOException {
		Path file = Files.createFile(this.directory.resolve("file"));
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), this.directory.resolve("nothing"));
		assertUnusable(file, file + " is a file.");
		assertUnusable(file.resolve("data"), file + " is a file.");
		assertUnusable(link, link + " is a link to a place that does not exist.");
		assertUnusable(link.resolve("data"), link + " is a link to a place that does not exist.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a;b", "a\nb", "a\0b" })
	void refusesANameThatItsServersCannotUse(String name) {
		MockEnvironment environment = new MockEnvironment().withProperty("latchkey.data-dir", name);
		assertThatExceptionOfType(StartupException.class).isThrownBy(() -> DataDirectory.path(environment))
			.withMessage("latchkey.data-dir is not the name of a directory that can be used.");
	}

	@Test
	void isTheUsualOneWhereTheSettingIsBlank() {
		MockEnvironment environment = new MockEnvironment().withProperty("latchkey.data-dir", " ");
		assertThat(DataDirectory.path(environment)).isEqualTo(DataDirectory.path(new MockEnvironment()));
	}

	@Test
	void closesItsFilesToOthersAndSaysSo(CapturedOutput output) throws IOException {
		Path data = this.directory.resolve("data");
		start("data").close();
		List<Path> files = Stream.of("master-key", "latchkey.mv.db", "redis").map(data::resolve).toList();
		for (Path file : files) {
			Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
		}
		Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxrwxrwx"));
		start("data").close();
		for (Path file : files) {
			assertOwnersOnly(file);
			assertThat(output).contains("Other users of this machine could open %s.".formatted(file));
		}
		assertThat(output).contains(
				"Other users of this machine may write to the data directory %1$s. Close it to them: chmod 700 %1$s"
					.formatted(data));
	}

	@Test
	void createsItsFilesForItsOwnerAloneWhateverTheDirectory(CapturedOutput output) throws IOException {
		Path data = Files.createDirectory(this.directory.resolve("data"));
		Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
		start("data").close();
		try (Stream<Path> files = Files.list(data)) {
			assertThat(files.toList()).hasSizeGreaterThan(3).allSatisfy(DataDirectoryTests::assertOwnersOnly);
		}
		assertThat(output).contains("may read the data directory " + data).doesNotContain("could open");
	}

	@Test
	void isOneForEachApplicationInAProcess() {
		try (ConfigurableApplicationContext one = start("one"); ConfigurableApplicationContext two = start("two")) {
			assertThat(one.getBean(EmbeddedRedis.class).getStandalone().getPort())
				.isNotEqualTo(two.getBean(EmbeddedRedis.class).getStandalone().getPort());
			assertThat(RedisProcesses.below(ProcessHandle.current())).hasSize(2);
		}
	}

	@Test
	void isFreeAgainAfterAStartThatFailed() throws IOException {
		Path broken = Files.createDirectory(this.directory.resolve("broken"));
		Files.writeString(broken.resolve("V1__broken.sql"), "no sql");
		Map<String, ?> settings = Map.of("latchkey.data-dir", this.directory.resolve("data"), "spring.flyway.locations",
				"filesystem:" + broken);
		assertThatException().isThrownBy(() -> EmbeddedApplication.start(settings).close());
		assertThat(RedisProcesses.below(ProcessHandle.current())).isEmpty();
		assertThat(this.directory.resolve("data/redis")).exists();
		try (DataDirectory held = DataDirectory.lock(this.directory.resolve("data"))) {
			assertThat(held).isNotNull();
		}
	}

	@Test
	void holdsADatabaseThatNoOtherProgramMayHaveOpen(CapturedOutput output) throws IOException {
		Path data = this.directory.resolve("data");
		Map<String, ?> other = Map.of("spring.datasource.url",
				"jdbc:h2:file:" + data.resolve("latchkey") + ";MODE=PostgreSQL", "spring.datasource.username", "sa",
				"spring.data.redis.host", "nowhere", "latchkey.master-key",
				"q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=", "spring.flyway.enabled", "false");
		try (ChildJvm child = ChildJvm.start(this.directory.resolve("log"), other).awaitReady()) {
			assertThat(child.process().isAlive()).isTrue();
			assertThatException().isThrownBy(() -> start("data").close());
			assertThat(output).contains("The embedded database in %s is open in another program.".formatted(data))
				.doesNotContain("\tat ");
		}
	}

	@Test
	void refusesASecondProcessWithASentence() throws IOException {
		Map<String, ?> settings = Map.of("latchkey.data-dir", this.directory.resolve("data"));
		try (ChildJvm first = ChildJvm.start(this.directory.resolve("first.log"), settings).awaitReady();
				ChildJvm second = ChildJvm.start(this.directory.resolve("second.log"), settings)) {
			assertThat(second.awaitEnd()).isEqualTo(1);
			assertThat(second.said()).contains("APPLICATION FAILED TO START")
				.contains("is in use by another Latchkey.")
				.doesNotContain("\tat ");
			assertThat(second.redisServers()).isEmpty();
			assertThat(first.process().isAlive()).isTrue();
		}
	}

	private static void assertUnusable(Path path, String reason) {
		assertThatExceptionOfType(StartupException.class).isThrownBy(() -> DataDirectory.lock(path))
			.withMessage("The data directory %s cannot be used: %s", path, reason);
	}

	private static void assertOwnersOnly(Path file) {
		assertThatNoException().isThrownBy(() -> assertThat(Files.getPosixFilePermissions(file)).as(file.toString())
			.extracting(Enum::name)
			.allMatch((permission) -> permission.startsWith("OWNER_")));
	}

	private ConfigurableApplicationContext start(String name) {
		return EmbeddedApplication.start(Map.of("latchkey.data-dir", this.directory.resolve(name)));
	}

}
