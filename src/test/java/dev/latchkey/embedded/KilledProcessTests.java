package dev.latchkey.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What is left of a process that had no time for goodbyes.
 */
class KilledProcessTests {

	@TempDir
	Path directory;

	@Test
	void leavesNoRedisBehindThatHangs() throws Exception {
		try (ChildJvm child = ChildJvm.start(this.directory.resolve("log"), settings("session")).awaitReady()) {
			ProcessHandle server = child.redisServers().get(0);
			Signals.send("STOP", server);
			child.process().destroyForcibly();
			await().atMost(Duration.ofSeconds(15)).until(() -> !server.isAlive());
		}
	}

	@Test
	void leavesNoRedisBehindAndADirectoryThatTheNextOneCanUse() throws IOException {
		List<ProcessHandle> below;
		try (ChildJvm child = ChildJvm.start(this.directory.resolve("log"), settings("session")).awaitReady()) {
			assertThat(child.redisServers()).hasSize(1);
			below = child.process().descendants().toList();
			child.process().destroyForcibly();
			child.awaitEnd();
		}
		try (ConfigurableApplicationContext context = EmbeddedApplication.start(settings("session"))) {
			assertThat(context.isActive()).isTrue();
			await().atMost(Duration.ofSeconds(30))
				.untilAsserted(() -> assertThat(below).noneMatch(ProcessHandle::isAlive));
		}
	}

	@Test
	void keepsACommitThatWasAcknowledgedJustBefore() throws IOException {
		try (ChildJvm child = ChildJvm.start(this.directory.resolve("log"), settings("session,halting"))) {
			assertThat(child.awaitEnd()).as(child.said()).isZero();
		}
		try (ConfigurableApplicationContext context = EmbeddedApplication.start(settings("session"))) {
			List<String> words = context.getBean(JdbcClient.class)
				.sql("select word from promise")
				.query(String.class)
				.list();
			assertThat(words).containsExactly("kept");
		}
	}

	private Map<String, ?> settings(String profile) {
		return Map.of("latchkey.data-dir", this.directory.resolve("data"), "spring.profiles.active", profile);
	}

}
