package dev.latchkey.revocation;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.latchkey.harness.TestDatabase;
import dev.latchkey.revocation.LogNodes.Node;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What was committed may be gone: a backup was restored, or a failover lost it. What was
 * purged is gone as well, and no reason to end anything.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class RewoundLogTests {

	@Parameter
	TestDatabase database;

	private LogNodes nodes;

	private Node first;

	private Node second;

	@BeforeEach
	void start() {
		this.nodes = LogNodes.on(this.database);
		this.first = this.nodes.started();
		this.second = this.nodes.started();
		this.nodes.wire.deliverAtOnce();
		for (int i = 1; i <= 5; i++) {
			this.first.end(this.first.commit("account-" + i));
		}
		assertThat(this.second.applied()).isEqualTo(5);
	}

	@Test
	void endsAllSessionsOnEveryNodeWhereRowsAreGone() {
		rewindTo(3);
		this.first.pull();
		this.second.pull();
		assertThat(List.of(this.first, this.second)).allMatch((node) -> endsAllUpTo(node, 5));
		assertNewLoginsWork();
	}

	@Test
	void endsAllSessionsOnEveryNodeWhereRowsAreReplaced() {
		rewindTo(3);
		for (int i = 4; i <= 7; i++) {
			this.nodes.node().commit("other-" + i);
		}
		this.first.pull();
		this.second.pull();
		assertThat(List.of(this.first, this.second)).allMatch((node) -> endsAllUpTo(node, 7));
		assertNewLoginsWork();
	}

	@Test
	void endsAllSessionsWhereTheVeryRowIsReplaced() {
		rewindTo(4);
		this.nodes.node().commit("other");
		this.first.pull();
		this.second.pull();
		assertThat(List.of(this.first, this.second)).allMatch((node) -> endsAllUpTo(node, 5));
		assertNewLoginsWork();
	}

	@Test
	void endsAllSessionsWhereTheWholeLogIsGone() {
		rewindTo(0);
		this.first.pull();
		this.second.pull();
		assertThat(List.of(this.first, this.second)).allMatch((node) -> endsAllUpTo(node, 5));
		assertNewLoginsWork();
	}

	@Test
	void tellsANodeThatWasBehindOrStartsLater() {
		Node behind = this.nodes.node();
		behind.unplug();
		rewindTo(3);
		behind.pull.start();
		this.first.pull();
		behind.pull();
		Node late = this.nodes.started();
		assertThat(List.of(behind, late)).allMatch((node) -> endsAllUpTo(node, 5));
	}

	@Test
	void endsOnlyOnceWhatEachNodeNotices() {
		rewindTo(3);
		this.first.pull();
		this.second.pull();
		long head = this.first.revocations.head();
		for (int i = 0; i < 3; i++) {
			this.first.pull();
			this.second.pull();
		}
		assertThat(this.first.revocations.head()).isEqualTo(head);
		assertThat(this.first.applied()).isEqualTo(head);
		assertThat(this.second.applied()).isEqualTo(head);
	}

	@Test
	void neverSaysThatANodeHasWhatItHasYetToReadAgain() {
		rewindTo(3);
		Revocation fresh = this.nodes.node().commit("alice");
		this.second.database.before(LogNodes.WHOLE_LOG_IS_READ, () -> {
			long head = this.first.revocations.head();
			assertThat(head).isGreaterThan(5);
			this.second.push.acknowledge();
			assertThat(this.first.acknowledgements.count(Map.of(this.second.id, 0L), head)).isZero();
		});
		this.second.pull();
		assertThat(this.second.refuses(fresh)).isTrue();
		assertThat(this.second.database.wentThroughAllSteps()).isTrue();
	}

	@Test
	void goesOnFailingClosedWhereTheEndOfAllCannotBeWritten() {
		rewindTo(3);
		this.second.database.before("update revocation_head set seq = greatest", this.second.database::cut);
		this.second.watch.run();
		this.nodes.pass(LogNodes.LEASE.plusMillis(500));
		assertThat(this.second.cannotTell()).isTrue();
		this.second.database.mend();
		this.second.watch.run();
		assertThat(endsAllUpTo(this.second, 5)).isTrue();
	}

	@Test
	void asksTheLogOnceMoreBeforeItEndsAnything() {
		this.nodes.jdbc.sql("update revocation set seq = 50 where seq = 5").update();
		this.second.database.before("update revocation_head set seq = greatest",
				() -> this.nodes.jdbc.sql("update revocation set seq = 5 where seq = 50").update());
		this.second.pull();
		assertThat(this.second.database.wentThroughAllSteps()).isTrue();
		assertThat(endedForEverybody()).isFalse();
		assertThat(numbers()).containsExactly(1L, 2L, 3L, 4L, 5L);
		assertThat(this.second.applied()).isEqualTo(5);
	}

	@Test
	void raisesNoAlarmOverALogThatOnlyGrew() {
		this.second.unplug();
		for (int i = 6; i <= 10; i++) {
			this.first.end(this.first.commit("account-" + i));
		}
		this.nodes.pass(LogNodes.LEASE.plusMillis(500));
		this.second.pull();
		assertThat(endedForEverybody()).isFalse();
		assertThat(this.second.applied()).isEqualTo(10);
	}

	@Test
	void purgesWhatHasExpiredButNotTheNewestRow() {
		this.nodes.pass(Duration.ofHours(3));
		this.first.pull();
		this.first.purge();
		assertThat(numbers()).containsExactly(5L);
		assertThat(this.first.view.size()).isZero();
		this.first.pull();
		assertThat(endedForEverybody()).isFalse();
	}

	@Test
	void keepsRowsThatHaveNotExpired() {
		this.nodes.pass(Duration.ofMinutes(119));
		this.first.pull();
		this.first.purge();
		assertThat(numbers()).containsExactly(1L, 2L, 3L, 4L, 5L);
		assertThat(this.first.view.size()).isEqualTo(5);
	}

	@Test
	void keepsTheRowThatALiveNodeHasComeTo() {
		this.second.pull();
		this.first.commit("account-6");
		this.first.pull();
		expireAllRows();
		this.first.purge();
		assertThat(numbers()).containsExactly(5L, 6L);
		this.second.pull();
		assertThat(endedForEverybody()).isFalse();
		this.first.purge();
		assertThat(numbers()).containsExactly(6L);
	}

	@Test
	void keepsAllRowsWhileANodeStarts() {
		expireAllRows();
		Node joining = this.nodes.node();
		joining.database.before(LogNodes.HEAD_IS_READ, this.first::purge);
		joining.pull.start();
		assertThat(numbers()).containsExactly(1L, 2L, 3L, 4L, 5L);
	}

	@Test
	void raisesNoAlarmWhereTheRowWasPurgedWhileTheNodeWasAway() {
		this.second.unplug();
		this.first.end(this.first.commit("account-6"));
		this.nodes.pass(Duration.ofHours(3));
		this.first.pull();
		Revocation young = this.first.commit("young");
		this.first.end(young);
		this.first.pull();
		this.first.purge();
		assertThat(numbers()).containsExactly(7L);
		this.second.pull();
		assertThat(endedForEverybody()).isFalse();
		assertThat(this.second.applied()).isEqualTo(7);
		assertThat(this.second.refuses(young)).isTrue();
		this.second.pull();
		assertThat(endedForEverybody()).isFalse();
	}

	@Test
	void deletesNodesThatAreLongGone() {
		this.nodes.pass(Duration.ofHours(2));
		this.first.pull();
		this.first.purge();
		assertThat(this.nodes.jdbc.sql("select id from node").query(String.class).list())
			.containsExactly(this.first.id);
	}

	private void rewindTo(long seq) {
		this.nodes.jdbc.sql("delete from revocation where seq > ?").param(seq).update();
		this.nodes.jdbc.sql("update revocation_head set seq = ?").param(seq).update();
	}

	private void expireAllRows() {
		this.nodes.jdbc.sql("update revocation set expires_at = expires_at - interval '3' hour").update();
	}

	private List<Long> numbers() {
		return this.nodes.jdbc.sql("select seq from revocation order by seq").query(Long.class).list();
	}

	private boolean endedForEverybody() {
		return this.nodes.jdbc.sql("select everybody from revocation_head").query(Long.class).single() > 0;
	}

	private static boolean endsAllUpTo(Node node, long epoch) {
		return node.view.endOf(AskedSession.of("session", "whoever", epoch)) == EndReason.EVERYBODY;
	}

	private void assertNewLoginsWork() {
		this.first.pull();
		this.second.pull();
		long epoch = this.first.revocations.head();
		assertThat(this.first.revocations.endedSince("whoever", epoch)).isFalse();
		assertThat(List.of(this.first, this.second))
			.allMatch((node) -> node.view.endOf(AskedSession.of("new", "whoever", epoch)) == null);
		Revocation row = this.first.commit("whoever");
		assertThat(this.first.end(row)).isEqualTo(new NodeConfirmation(2, 2));
		assertThat(List.of(this.first, this.second)).allMatch((node) -> node.refuses(row));
	}

}
