package dev.latchkey.embedded.redis;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.latchkey.startup.StartupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;

import org.springframework.test.util.TestSocketUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RedisBinariesTests {

	@TempDir
	Path directory;

	@Test
	void takesRedisFromThePathBeforeValkey() throws IOException {
		Path valkey = install("one", "valkey-server", 0);
		Path redis = install("two", "redis-server", 0);
		assertThat(binaries(valkey, redis).find()).isEqualTo(redis);
	}

	@Test
	void takesTheFirstOnThePath() throws IOException {
		Path first = install("one", "redis-server", 0);
		Path second = install("two", "redis-server", 0);
		assertThat(binaries(first, second).find()).isEqualTo(first);
	}

	@Test
	void takesValkeyFromThePathBeforeItsOwn() throws IOException {
		Path valkey = install("one", "valkey-server", 0);
		assertThat(binaries(valkey).find()).isEqualTo(valkey);
	}

	@Test
	void passesOverOneThatDoesNotRun() throws IOException {
		Path broken = install("one", "redis-server", 127);
		Path valkey = install("two", "valkey-server", 0);
		assertThat(binaries(broken, valkey).find()).isEqualTo(valkey);
	}

	@Test
	void unpacksItsOwnWhereNoneIsInstalled() throws Exception {
		Path binary = new RedisBinaries("", this.directory.resolve("bin")).find();
		assertThat(binary).startsWith(this.directory.resolve("bin"));
		assertServes(binary);
	}

	@Test
	void fallsBackToTheStaticBuildWhereTheOneForThisMachineIsNoUse() throws Exception {
		Path bin = this.directory.resolve("bin");
		OsArchitecture detected = OsArchitecture.detectOSandArchitecture();
		// a directory with something in it cannot be replaced by a file
		Files.createDirectories(bin.resolve(packed(detected)).resolve("full"));
		RedisBinaries binaries = new RedisBinaries("", bin);
		if (detected.equals(OsArchitecture.UNIX_x86_64) && runsThe32BitBuild()) {
			Path binary = binaries.find();
			assertThat(binary).isEqualTo(bin.resolve(packed(OsArchitecture.UNIX_x86)));
			assertServes(binary);
		}
		else {
			assertThatExceptionOfType(StartupException.class).isThrownBy(binaries::find)
				.withMessageContaining("cannot be unpacked");
		}
	}

	/**
	 * Tell whether the kernel runs programs for 32 bits: some are built without that.
	 */
	private boolean runsThe32BitBuild() throws Exception {
		Path binary = this.directory.resolve("probe");
		try (InputStream packed = ExecutableProvider.class
			.getResourceAsStream(ExecutableProvider.newProvidedVersionsMap().get(OsArchitecture.UNIX_x86))) {
			Files.copy(packed, binary);
		}
		assertThat(binary.toFile().setExecutable(true)).isTrue();
		try {
			return new ProcessBuilder(binary.toString(), "--version").start().waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private void assertServes(Path binary) throws IOException {
		RedisServer server = new RedisServer(binary, this.directory.resolve("redis"), "password");
		int port = TestSocketUtils.findAvailableTcpPort();
		RedisProcess process = server.start(port);
		try {
			assertThat(server.call(port).send("SET word kept")).isEqualTo("+OK");
		}
		finally {
			process.stop();
		}
		assertThat(process.isAlive()).isFalse();
		assertThat(this.directory.resolve("redis/appendonly.aof")).content().contains("kept");
	}

	private static Path packed(OsArchitecture architecture) {
		return Path.of(ExecutableProvider.newProvidedVersionsMap().get(architecture)).getFileName();
	}

	@Test
	void saysWhatItTriedWhereNothingRuns() throws IOException {
		Path broken = install("one", "redis-server", 127);
		Path file = Files.createFile(this.directory.resolve("file"));
		assertThatExceptionOfType(StartupException.class)
			.isThrownBy(() -> new RedisBinaries(broken.getParent().toString(), file.resolve("bin")).find())
			.withMessageStartingWith("No Redis server can be started on this machine: %s does not run;", broken)
			.withMessageContaining("cannot be unpacked")
			.satisfies((ex) -> assertThat(ex.action()).contains("redis-server").contains("spring.data.redis.host"));
	}

	private RedisBinaries binaries(Path... installed) {
		StringBuilder searchPath = new StringBuilder();
		for (Path binary : installed) {
			searchPath.append(binary.getParent()).append(File.pathSeparator);
		}
		return new RedisBinaries(searchPath.toString(), this.directory.resolve("bin"));
	}

	private Path install(String folder, String name, int status) throws IOException {
		Path binary = Files.createDirectories(this.directory.resolve(folder)).resolve(name);
		Files.writeString(binary, "#!/bin/sh\nexit " + status + "\n");
		assertThat(binary.toFile().setExecutable(true)).isTrue();
		return binary;
	}

}
