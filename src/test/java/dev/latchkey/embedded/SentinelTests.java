package dev.latchkey.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.latchkey.embedded.redis.RedisBinaries;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.test.util.TestSocketUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A master, a replica and a sentinel, all real.
 */
class SentinelTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final String BIND = "bind 127.0.0.1\nport %s\ndir \"%s\"\n";

	private final List<Process> servers = new ArrayList<>();

	private final int sentinelPort = TestSocketUtils.findAvailableTcpPort();

	@TempDir
	Path directory;

	private Process master;

	@BeforeEach
	void start() throws IOException {
		int masterPort = TestSocketUtils.findAvailableTcpPort();
		this.master = server(masterPort, "save \"\"\n");
		server(TestSocketUtils.findAvailableTcpPort(), "save \"\"\nreplicaof 127.0.0.1 %s\n".formatted(masterPort));
		server(this.sentinelPort, """
				sentinel monitor latchkey 127.0.0.1 %s 1
				sentinel down-after-milliseconds latchkey 1000
				sentinel failover-timeout latchkey 5000
				""".formatted(masterPort), "--sentinel");
		await().atMost(PATIENCE).until(() -> sentinelLog().contains("+slave"));
	}

	@AfterEach
	void stop() {
		this.servers.forEach(Process::destroyForcibly);
		await().atMost(PATIENCE).until(() -> this.servers.stream().noneMatch(Process::isAlive));
	}

	@Test
	void isFollowedToTheNewMasterWhereTheOldOneHangs() throws Exception {
		try (ConfigurableApplicationContext context = context()) {
			StringRedisTemplate template = context.getBean(StringRedisTemplate.class);
			template.opsForValue().set("word", "old");
			Signals.send("STOP", this.master.toHandle());
			assertServesAgain(template);
		}
	}

	@Test
	void isFollowedToTheNewMasterWhereTheOldOneDied() throws Exception {
		try (ConfigurableApplicationContext context = context()) {
			StringRedisTemplate template = context.getBean(StringRedisTemplate.class);
			template.opsForValue().set("word", "old");
			this.master.destroyForcibly();
			assertServesAgain(template);
		}
	}

	private void assertServesAgain(StringRedisTemplate template) {
		await().atMost(PATIENCE).until(() -> sentinelLog().contains("+switch-master"));
		await().atMost(Duration.ofSeconds(30))
			.ignoreExceptions()
			.untilAsserted(() -> template.opsForValue().set("word", "new"));
		assertThat(template.opsForValue().get("word")).isEqualTo("new");
	}

	private ConfigurableApplicationContext context() {
		return EmbeddedApplication
			.start(Map.of("latchkey.data-dir", this.directory.resolve("data"), "spring.data.redis.sentinel.master",
					"latchkey", "spring.data.redis.sentinel.nodes", "127.0.0.1:" + this.sentinelPort));
	}

	private String sentinelLog() throws IOException {
		return Files.readString(log(this.sentinelPort));
	}

	private Path log(int port) {
		return this.directory.resolve(port + ".log");
	}

	private Process server(int port, String settings, String... arguments) throws IOException {
		Path home = Files.createDirectory(this.directory.resolve(Integer.toString(port)));
		Path config = Files.writeString(home.resolve("redis.conf"), BIND.formatted(port, home) + settings);
		Path binary = new RedisBinaries(System.getenv("PATH"), this.directory.resolve("bin")).find();
		List<String> command = new ArrayList<>(List.of(binary.toString(), config.toString()));
		command.addAll(List.of(arguments));
		Process server = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(log(port).toFile())
			.start();
		this.servers.add(server);
		return server;
	}

}
