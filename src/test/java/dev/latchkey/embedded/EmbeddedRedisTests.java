package dev.latchkey.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import dev.latchkey.embedded.redis.EmbeddedRedis;
import dev.latchkey.embedded.redis.RedisCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails.Standalone;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class EmbeddedRedisTests {

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	@BeforeEach
	void start() {
		this.context = EmbeddedApplication.start(Map.of("latchkey.data-dir", this.directory));
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	@Test
	void serves() {
		assertThat(template().<String>execute((RedisCallback<String>) (redis) -> redis.ping())).isEqualTo("PONG");
	}

	@Test
	void keepsWhatItWasToldOverARestart() {
		template().opsForValue().set("word", "kept", Duration.ofMinutes(5));
		stop();
		start();
		assertThat(template().opsForValue().get("word")).isEqualTo("kept");
	}

	@Test
	void asksForThePassword() throws IOException {
		assertThat(new RedisCall(address().getPort(), "guess").send("PING")).startsWith("-WRONGPASS");
	}

	@Test
	void takesANewPasswordWithEveryStart() {
		String password = details().getPassword();
		assertThat(password).hasSizeGreaterThanOrEqualTo(32);
		stop();
		start();
		assertThat(details().getPassword()).isNotEqualTo(password);
	}

	@Test
	void showsThePasswordToNobody() throws IOException {
		String password = details().getPassword();
		assertThat(ProcessHandle.current().descendants())
			.allSatisfy((process) -> assertThat(process.info().toString()).doesNotContain(password));
		try (var files = Files.walk(this.directory)) {
			assertThat(files.filter(Files::isRegularFile)).allSatisfy(
					(file) -> assertThat(new String(Files.readAllBytes(file), "ISO-8859-1")).doesNotContain(password));
		}
	}

	@Test
	void listensOnTheLoopbackOnly() throws IOException {
		Properties bind = template()
			.execute((RedisCallback<Properties>) (redis) -> redis.serverCommands().getConfig("bind"));
		assertThat(bind).containsEntry("bind", "127.0.0.1");
		List<InetAddress> others = NetworkInterface.networkInterfaces()
			.flatMap(NetworkInterface::inetAddresses)
			.filter((address) -> !address.isLoopbackAddress())
			.toList();
		assertThat(others).allSatisfy((address) -> assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
			try (Socket socket = new Socket()) {
				socket.connect(new InetSocketAddress(address, address().getPort()), 1000);
			}
		}));
	}

	@Test
	void comesBackWithItsDataWhenItIsKilled() {
		template().opsForValue().set("word", "kept");
		ProcessHandle server = server();
		server.destroyForcibly();
		await().atMost(Duration.ofSeconds(30)).until(() -> !server.isAlive());
		await().atMost(Duration.ofSeconds(30))
			.ignoreExceptions()
			.untilAsserted(() -> assertThat(template().opsForValue().get("word")).isEqualTo("kept"));
		assertThat(server().pid()).isNotEqualTo(server.pid());
	}

	@Test
	void comesBackEveryTime() {
		for (int i = 0; i < 3; i++) {
			ProcessHandle server = server();
			server.destroyForcibly();
			await().atMost(Duration.ofSeconds(30)).until(() -> !server.isAlive());
			await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> template().hasKey("word") != null);
		}
	}

	@Test
	void leavesNoProcessBehindWhenItIsClosed() {
		List<ProcessHandle> below = ProcessHandle.current().descendants().toList();
		assertThat(below).isNotEmpty();
		this.context.close();
		await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(below).noneMatch(ProcessHandle::isAlive));
	}

	@Test
	void isGivenUpOnWhereItHangsAndIsThereAgainWhenItGoesOn() throws Exception {
		template().opsForValue().set("word", "kept");
		Signals.send("STOP", server());
		long start = System.nanoTime();
		assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(() -> template().hasKey("word"));
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
		Signals.send("CONT", server());
		await().atMost(Duration.ofSeconds(30))
			.ignoreExceptions()
			.untilAsserted(() -> assertThat(template().opsForValue().get("word")).isEqualTo("kept"));
	}

	@Test
	void isNotWaitedForAnyMoreOnceItHasHungForASecond() throws Exception {
		template().hasKey("word");
		Signals.send("STOP", server());
		await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
			long start = System.nanoTime();
			assertThatException().isThrownBy(() -> template().hasKey("word"));
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(50));
		});
		Signals.send("CONT", server());
		await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> !template().hasKey("word"));
	}

	@Test
	void isEndedEvenWhereItHangs() throws Exception {
		ProcessHandle server = server();
		Signals.send("STOP", server);
		stop();
		assertThat(server.isAlive()).isFalse();
	}

	private StringRedisTemplate template() {
		return this.context.getBean(StringRedisTemplate.class);
	}

	private EmbeddedRedis details() {
		return this.context.getBean(EmbeddedRedis.class);
	}

	private Standalone address() {
		return details().getStandalone();
	}

	private ProcessHandle server() {
		return RedisProcesses.below(ProcessHandle.current()).get(0);
	}

}
