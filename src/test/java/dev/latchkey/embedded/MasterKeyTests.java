package dev.latchkey.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.latchkey.startup.StartupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(OutputCaptureExtension.class)
class MasterKeyTests {

	private static final String KEY = "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=";

	@TempDir
	Path directory;

	@Test
	void isGeneratedOnTheFirstStart() {
		assertThat(Base64.getDecoder().decode(key(Map.of()))).hasSize(32).isNotEqualTo(new byte[32]);
	}

	@Test
	void isTheSameOnTheNextStart() {
		assertThat(key(Map.of())).isEqualTo(key(Map.of()));
	}

	@Test
	void isForItsOwnersEyesOnly() throws IOException {
		key(Map.of());
		assertThat(Files.getPosixFilePermissions(this.directory.resolve("data/master-key")))
			.isEqualTo(PosixFilePermissions.fromString("rw-------"));
	}

	@Test
	void leavesNothingElseBehind() throws IOException {
		key(Map.of());
		assertThat(this.directory.resolve("data")).isDirectoryContaining("glob:**/master-key");
		try (var files = Files.list(this.directory.resolve("data"))) {
			assertThat(files).hasSize(1);
		}
	}

	@Test
	void isTheSameForAllWhoStartAtOnce() throws Exception {
		List<Callable<String>> starts = new ArrayList<>();
		for (int i = 0; i < 16; i++) {
			starts.add(() -> key(Map.of()));
		}
		ExecutorService executor = Executors.newFixedThreadPool(starts.size());
		try {
			assertThat(executor.invokeAll(starts)).extracting(Future::get).containsOnly(key(Map.of()));
		}
		finally {
			executor.shutdownNow();
		}
	}

	@Test
	void isTheConfiguredOneWhereThereIsOne() {
		assertThat(key(Map.of("latchkey.master-key", KEY))).isEqualTo(KEY);
		assertThat(this.directory.resolve("data")).doesNotExist();
	}

	@Test
	void isRequiredWithAnExternalDatabase() {
		assertThatExceptionOfType(StartupException.class)
			.isThrownBy(() -> key(Map.of("spring.datasource.url", "jdbc:postgresql://db/latchkey")))
			.withMessage("latchkey.master-key is required with an external database.")
			.satisfies((ex) -> assertThat(ex.action()).contains("openssl rand -base64 32"));
		assertThat(this.directory.resolve("data")).doesNotExist();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "no base64!", "c2hvcnQ=", "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeA==",
			"q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJCr", KEY + "\n" })
	void isRefusedWhereItIsNot32BytesInBase64(String key) {
		assertThatExceptionOfType(StartupException.class).isThrownBy(() -> key(Map.of("latchkey.master-key", key)))
			.withMessage("latchkey.master-key is not the base64 of exactly 32 bytes.");
	}

	@Test
	void isNotReplacedWhereItsFileIsDamaged() throws IOException {
		Path file = Files.createDirectories(this.directory.resolve("data")).resolve("master-key");
		Files.writeString(file, KEY.substring(4));
		assertThatExceptionOfType(StartupException.class).isThrownBy(() -> key(Map.of()))
			.withMessage("The file %s is not the base64 of exactly 32 bytes.", file);
		assertThat(file).content().isEqualTo(KEY.substring(4));
	}

	@Test
	void isReadWithTheNewlineThatAnEditorLeaves() throws IOException {
		Files.writeString(Files.createDirectories(this.directory.resolve("data")).resolve("master-key"), KEY + "\n");
		assertThat(key(Map.of())).isEqualTo(KEY);
	}

	@Test
	void isNeverPrinted(CapturedOutput output) {
		Map<String, ?> settings = Map.of("latchkey.data-dir", this.directory.resolve("data"),
				"logging.level.org.springframework", "debug");
		EmbeddedApplication.start(settings).close();
		assertThat(output).contains("DEBUG").doesNotContain(key(Map.of()));
	}

	private String key(Map<String, Object> settings) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("settings", settings));
		environment.getPropertySources()
			.addLast(new MapPropertySource("directory",
					Map.of("latchkey.data-dir", this.directory.resolve("data").toString())));
		new EmbeddedDefaults().postProcessEnvironment(environment, new SpringApplication());
		return environment.getRequiredProperty("latchkey.master-key");
	}

}
