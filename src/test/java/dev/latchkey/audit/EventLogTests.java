package dev.latchkey.audit;

import java.time.Instant;
import java.util.stream.Collectors;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.latchkey.audit.store.EventType;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.LatchkeyProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The lines that are logged: one for each event, even if a client sends line breaks.
 */
class EventLogTests {

	private final Logger logger = (Logger) LoggerFactory.getLogger(EventLog.NAME);

	private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

	@BeforeEach
	void listen() {
		this.lines.start();
		this.logger.addAppender(this.lines);
		this.logger.setLevel(Level.INFO);
	}

	@AfterEach
	void listenNoMore() {
		this.logger.detachAppender(this.lines);
		this.logger.setLevel(null);
	}

	@Test
	void writesOneLineWithAllThatIsKnown() {
		new EventLog().write(new AuditEventBuilder(EventType.LOGIN_FAILED).about("id", "alice")
			.because("wrong_password")
			.at(Instant.parse("2026-01-01T00:00:00Z")));
		ILoggingEvent line = this.lines.list.get(0);
		assertThat(line.getFormattedMessage())
			.isEqualTo("login_failed failure reason=\"wrong_password\" subject=\"alice\"");
		assertThat(line.getKeyValuePairs().stream().collect(Collectors.toMap((pair) -> pair.key, (pair) -> pair.value)))
			.containsEntry("event.action", "login_failed")
			.containsEntry("event.outcome", "failure")
			.containsEntry("user.target.name", "alice")
			.doesNotContainKey("user.name");
	}

	@Test
	void isNotForged() {
		String evil = "x\" actor=\"root\"\n2026-01-01 INFO login success\u202e\\";
		new EventLog()
			.write(new AuditEventBuilder(EventType.LOGIN).by(evil).about(evil).detail(evil).at(Instant.EPOCH));
		String line = this.lines.list.get(0).getFormattedMessage();
		assertThat(line).hasLineCount(1)
			.doesNotContain("\u202e", "x\" actor=\"root\"")
			.contains("actor=\"x\\\" actor=\\\"root\\\"\\\\u000a2026");
		assertThat(this.lines.list.get(0).getKeyValuePairs().toString()).doesNotContain("\n", "\u202e");
	}

	@Test
	void hasFieldsInTheElasticCommonSchema() {
		JsonMapper json = JsonMapper.builder().build();
		try (LatchkeyProcess latchkey = Latchkey.in(Latchkey.Mode.SESSION)
			.with("logging.config", "classpath:logback-structured.xml")
			.with("logging.structured.format.console", "ecs")
			.startProcess()) {
			Client client = latchkey.client();
			client.login(Latchkey.ADMIN).expect(200);
			JsonNode line = latchkey.said()
				.lines()
				.filter((said) -> said.contains("\"latchkey.events\"") && said.contains("\"login\""))
				.map(json::readTree)
				.findFirst()
				.orElseThrow();
			assertThat(line.at("/event/action").asString()).isEqualTo("login");
			assertThat(line.at("/event/outcome").asString()).isEqualTo("success");
			assertThat(line.at("/user/name").asString()).isEqualTo("admin");
			assertThat(line.at("/user/target/name").asString()).isEqualTo("admin");
			assertThat(line.at("/source/ip").asString()).isNotEmpty();
			assertThat(line.at("/user_agent/original").asString()).startsWith("Java-http-client");
			latchkey.stop();
		}
	}

}
