package dev.latchkey.session;

import java.time.Duration;

import dev.latchkey.harness.TestDatabase;
import dev.latchkey.revocation.LogNodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class PurgeTests {

	@Parameter
	TestDatabase database;

	@Test
	void deletesWhatHasExpiredALittleAtATime() {
		LogNodes nodes = LogNodes.on(this.database);
		nodes.account("alice");
		SessionNode node = new SessionNode(nodes, nodes.node());
		Session first = node.logIn("alice");
		copy(nodes.jdbc, first, 2_500);
		SessionHousekeeping housekeeping = new SessionHousekeeping(node.node.jdbc, new JdbcTemplate(node.node.database),
				nodes.clock);
		nodes.clock.advance(Duration.ofHours(13));
		Session later = node.logIn("alice");
		node.node.database.before("delete from user_session", () -> node.node.database
			.before("delete from user_session", () -> assertThat(count(nodes)).isEqualTo(1_502)));
		housekeeping.purge();
		assertThat(node.node.database.wentThroughAllSteps()).isTrue();
		assertThat(nodes.jdbc.sql("select handle from user_session").query(String.class).list())
			.containsExactly(later.handle());
	}

	private void copy(JdbcClient jdbc, Session original, int number) {
		String series = (this.database == TestDatabase.H2) ? "system_range" : "generate_series";
		jdbc.sql("""
				insert into user_session (handle, account_id, epoch, mode, transport, remembered, started_at,
					last_seen_at, idle_expires_at, expires_at, address, user_agent, refresh_generation,
					confirmed_generation)
				select concat(cast(s.epoch as varchar), '-', cast(n.x as varchar)), s.account_id, s.epoch, s.mode,
					s.transport, s.remembered, s.started_at, s.last_seen_at, s.idle_expires_at, s.expires_at,
					s.address, s.user_agent, s.refresh_generation, s.confirmed_generation
				from user_session s, %s(1, %s) n(x) where s.handle = ?
				""".formatted(series, number)).param(original.handle()).update();
	}

	private static int count(LogNodes nodes) {
		return nodes.jdbc.sql("select count(*) from user_session").query(Integer.class).single();
	}

}
