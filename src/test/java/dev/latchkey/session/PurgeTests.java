package dev.latchkey.session;

import java.time.Duration;

import dev.latchkey.TestDatabase;
import dev.latchkey.revocation.Nodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class PurgeTests {

	@Parameter
	TestDatabase database;

	@Test
	void deletesWhatHasExpiredALittleAtATime() {
		Nodes nodes = Nodes.on(this.database);
		nodes.account("alice");
		SessionNode node = new SessionNode(nodes, nodes.node());
		Session first = node.open(node.gate.byUsername("alice"));
		Clones.insert(nodes.jdbc, this.database, first, 2_500);
		UserSessions sessions = new UserSessions(node.node.jdbc, new JdbcTemplate(node.node.database), nodes.clock);
		nodes.clock.advance(Duration.ofHours(13));
		Session later = node.open(node.gate.byUsername("alice"));
		node.node.database.before("delete from user_session", () -> node.node.database
			.before("delete from user_session", () -> assertThat(count(nodes)).isEqualTo(1_502)));
		sessions.purge();
		assertThat(node.node.database.wentThroughAllSteps()).isTrue();
		assertThat(nodes.jdbc.sql("select handle from user_session").query(String.class).list())
			.containsExactly(later.handle());
	}

	private static int count(Nodes nodes) {
		return nodes.jdbc.sql("select count(*) from user_session").query(Integer.class).single();
	}

}
