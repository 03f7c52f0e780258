package dev.latchkey.cluster;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

import dev.latchkey.harness.EnumSourceInFull;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.RedisNode;
import dev.latchkey.harness.TestServers;
import dev.latchkey.harness.Wire;
import org.junit.jupiter.params.ParameterizedTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A sentinel makes a replica the master that has not heard of the latest endings.
 */
class FailoverTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final String HEAD = "GET latchkey:revocations:head";

	// the sentinel must not mend the wire: it would, after its failover timeout
	private static final String SENTINEL = """
			sentinel monitor latchkey 127.0.0.1 %s 1
			sentinel down-after-milliseconds latchkey 1000
			sentinel failover-timeout latchkey 120000
			""";

	@ParameterizedTest
	@EnumSourceInFull(byDefault = "SESSION")
	void keepsEndedSessionsOutThoughTheNewMasterNeverHeardOfIt(Mode mode) {
		try (RedisNode master = new RedisNode("save \"\"\n");
				Wire wire = new Wire(master.port());
				RedisNode replica = new RedisNode("save \"\"\nreplicaof 127.0.0.1 %s\n".formatted(wire.port()))) {
			await().atMost(PATIENCE).until(() -> replica.call("INFO replication").contains("master_link_status:up"));
			try (RedisNode sentinel = new RedisNode(SENTINEL.formatted(master.port()), "--sentinel")) {
				await().atMost(PATIENCE).until(() -> sentinel.call("INFO sentinel").contains("slaves=1"));
				try (ClusterNodes nodes = nodes(mode, sentinel)) {
					SignedInCrowd crowd = new SignedInCrowd(nodes);
					// WAIT would wait for the writes of its own connection alone
					long written = number(master, "master_repl_offset");
					await().atMost(PATIENCE).until(() -> number(replica, "slave_repl_offset") >= written);
					wire.block();
					crowd.end(nodes);
					assertThat(replica.call(HEAD)).isNotEqualTo(master.call(HEAD));
					master.kill();
					// the sentinel disconnects the clients of the replica that it
					// promotes
					await().atMost(PATIENCE)
						.ignoreException(UncheckedIOException.class)
						.until(() -> replica.call("INFO replication").contains("role:master"));
					crowd.assertEndedStayOut(nodes);
					crowd.assertOthersStayIn(nodes);
				}
			}
		}
	}

	private static long number(RedisNode redis, String field) {
		return redis.call("INFO replication")
			.lines()
			.filter((line) -> line.startsWith(field + ":"))
			.mapToLong((line) -> Long.parseLong(line.substring(field.length() + 1).strip()))
			.findFirst()
			.orElseThrow();
	}

	private static ClusterNodes nodes(Mode mode, RedisNode sentinel) {
		TestServers.Database database = TestServers.freshDatabase();
		ClusterNodes nodes = new ClusterNodes();
		for (String name : List.of("one", "two")) {
			nodes.with(name,
					Latchkey.in(mode)
						.on(database)
						.with("spring.data.redis.sentinel.master", "latchkey")
						.with("spring.data.redis.sentinel.nodes", "127.0.0.1:" + sentinel.port())
						.with("latchkey.jwt.access-token-lifetime", "30m")
						.start());
		}
		return nodes;
	}

}
