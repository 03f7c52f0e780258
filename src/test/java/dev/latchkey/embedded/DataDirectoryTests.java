package dev.latchkey.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import dev.latchkey.embedded.redis.EmbeddedRedis;
import dev.latchkey.startup.StartupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

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
	void refusesWhatCannotBeADirectory() throws IOException {
		Path file = Files.createFile(this.directory.resolve("file"));
		assertThatExceptionOfType(StartupException.class).isThrownBy(() -> DataDirectory.lock(file.resolve("data")))
			.withMessageStartingWith("The data directory %s/data cannot be used", file);
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
		Map<String, ?> other = Map.of("spring.datasource.url", "jdbc:h2:file:" + data.resolve("latchkey"),
				"spring.datasource.username", "sa", "spring.data.redis.host", "nowhere", "latchkey.master-key",
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

	private ConfigurableApplicationContext start(String name) {
		return EmbeddedApplication.start(Map.of("latchkey.data-dir", this.directory.resolve(name)));
	}

}
