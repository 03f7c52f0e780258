package dev.latchkey.revocation;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.latchkey.harness.QuickestCall;
import dev.latchkey.harness.TestDatabase;
import dev.latchkey.revocation.LogNodes.Node;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * When an ending returns, it is over: every order of lease, read, commit and
 * acknowledgement in which a node could be forgotten.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class RevocationBroadcastTests {

	private static final Duration LONGER_THAN_THE_LEASE = LogNodes.LEASE.plusMillis(500);

	@Parameter
	TestDatabase database;

	private LogNodes nodes;

	private Node revoker;

	private Node other;

	@BeforeEach
	void start() {
		this.nodes = LogNodes.on(this.database);
		this.revoker = this.nodes.started();
		this.other = this.nodes.started();
		this.nodes.wire.deliver();
	}

	@AfterEach
	void everyStepWasTaken() {
		assertThat(List.of(this.revoker, this.other)).allMatch((node) -> node.database.wentThroughAllSteps());
	}

	@Test
	void isOverOnAllNodesWhenAllHaveAcknowledged() {
		Node third = this.nodes.started();
		this.nodes.wire.deliverAtOnce();
		Revocation row = this.revoker.commit("alice");
		assertThat(this.revoker.end(row)).isEqualTo(new NodeConfirmation(3, 3));
		assertThat(List.of(this.revoker, this.other, third)).allMatch((node) -> node.refuses(row));
	}

	@Test
	void waitsForASecondAtMostAndSaysSo() {
		Duration longest = Duration.ofMillis(1900);
		assertThat(QuickestCall.within(longest, this::waitForTheOtherInVain)).isBetween(Duration.ofMillis(900),
				longest);
	}

	private void waitForTheOtherInVain() {
		Revocation row = this.revoker.commit("alice");
		assertThat(this.revoker.end(row)).isEqualTo(new NodeConfirmation(2, 1));
		assertThat(this.other.refuses(row)).isFalse();
	}

	@Test
	void answersTheMomentTheLastNodeHasAcknowledged() {
		Revocation row = this.revoker.commit("alice");
		assertThat(this.revoker.end(this.nodes.wire::deliver, row)).isEqualTo(new NodeConfirmation(2, 2));
		assertThat(this.other.refuses(row)).isTrue();
	}

	@Test
	void hearsAnAcknowledgementWhileItWaits() {
		Revocation row = this.revoker.commit("alice");
		this.revoker.database.before(LogNodes.LEASES_ARE_READ, () -> new Thread(this.nodes.wire::deliver).start());
		assertThat(this.revoker.end(row)).isEqualTo(new NodeConfirmation(2, 2));
		assertThat(this.other.refuses(row)).isTrue();
	}

	@Test
	void countsANodeThatHasPulledBeforeItWasPushed() {
		Revocation row = this.revoker.commit("alice");
		assertThat(this.revoker.end(() -> {
			this.nodes.wire.take();
			this.other.pull();
		}, row)).isEqualTo(new NodeConfirmation(2, 2));
		assertThat(this.other.refuses(row)).isTrue();
	}

	@Test
	void needsNoPush() {
		Revocation row = this.revoker.commit("alice");
		this.revoker.database.before(LogNodes.LEASES_ARE_READ,
				() -> this.revoker.database.before(LogNodes.LEASES_ARE_READ, this.other::pull));
		assertThat(this.revoker.end(this.nodes.wire::take, row)).isEqualTo(new NodeConfirmation(2, 2));
		assertThat(this.other.refuses(row)).isTrue();
	}

	@Test
	void waitsForANodeThatHasItsLeaseAndHasNotReadTheLog() {
		Node joining = this.nodes.node();
		this.nodes.wire.deliverAtOnce();
		Revocation[] row = new Revocation[1];
		joining.database.before(LogNodes.WHOLE_LOG_IS_READ, () -> {
			// it has read how long the log is, and will not look at the head again
			joining.unplug();
			row[0] = this.revoker.commit("alice");
			assertThat(this.revoker.endHurriedly(row[0])).isEqualTo(new NodeConfirmation(3, 2));
		});
		joining.pull.start();
		assertThat(joining.refuses(row[0])).isTrue();
	}

	@Test
	void waitsForANodeThatWasReadBeforeTheLogWas() {
		Node joining = this.nodes.node();
		this.nodes.wire.deliverAtOnce();
		Revocation[] row = new Revocation[1];
		joining.database.before(LogNodes.HEAD_IS_READ, () -> {
			joining.unplug();
			row[0] = this.revoker.commit("alice");
			assertThat(this.revoker.endHurriedly(row[0])).isEqualTo(new NodeConfirmation(3, 2));
		});
		joining.pull.start();
		assertThat(joining.refuses(row[0])).isTrue();
		assertThat(this.revoker.end()).isEqualTo(new NodeConfirmation(3, 3));
	}

	@Test
	void countsANodeThatJoinsBetweenTheCommitAndTheLookAtTheLeases() {
		Node joining = this.nodes.node();
		this.nodes.wire.deliverAtOnce();
		Revocation row = this.revoker.commit("alice");
		this.revoker.database.before(LogNodes.LEASES_ARE_READ, () -> {
			joining.unplug();
			joining.pull.start();
		});
		assertThat(this.revoker.end(row)).isEqualTo(new NodeConfirmation(3, 3));
		assertThat(joining.refuses(row)).isTrue();
	}

	@Test
	void needsNotWaitForANodeThatJoinsAfterTheLookAtTheLeases() {
		Node joining = this.nodes.node();
		this.nodes.wire.deliverAtOnce();
		joining.unplug();
		Revocation[] row = new Revocation[1];
		joining.database.before("update node set", () -> {
			row[0] = this.revoker.commit("alice");
			assertThat(this.revoker.end(row[0])).isEqualTo(new NodeConfirmation(2, 2));
		});
		joining.pull.start();
		assertThat(joining.refuses(row[0])).isTrue();
	}

	@Test
	void needsNotWaitForANodeWhoseLeaseIsRenewedAfterTheLookAtTheLeases() {
		silence(this.other);
		this.nodes.pass(LONGER_THAN_THE_LEASE);
		this.revoker.pull();
		Revocation[] row = new Revocation[1];
		this.other.database.before(LogNodes.LEASE_IS_COMMITTED, () -> {
			row[0] = this.revoker.commit("alice");
			assertThat(this.revoker.end(row[0])).isEqualTo(new NodeConfirmation(1, 1));
			assertThat(this.other.cannotTell()).isTrue();
		});
		this.other.pull();
		assertThat(this.other.refuses(row[0])).isTrue();
	}

	@Test
	void waitsForANodeWhoseLeaseWasRenewedBeforeTheLookAtTheLeases() {
		silence(this.other);
		this.nodes.pass(LONGER_THAN_THE_LEASE);
		this.revoker.pull();
		Revocation[] row = new Revocation[1];
		this.other.database.before(LogNodes.LOG_IS_READ, () -> {
			row[0] = this.revoker.commit("alice");
			assertThat(this.revoker.endHurriedly(row[0])).isEqualTo(new NodeConfirmation(2, 1));
			assertThat(this.other.cannotTell()).isTrue();
		});
		this.other.pull();
		assertThat(this.other.refuses(row[0])).isTrue();
		assertThat(this.revoker.end()).isEqualTo(new NodeConfirmation(2, 2));
	}

	@Test
	void waitsForADeadNodeOnlyUntilItsLeaseIsOver() {
		silence(this.other);
		Revocation row = this.revoker.commit("alice");
		this.revoker.database.before(LogNodes.LEASES_ARE_READ,
				() -> this.revoker.database.before(LogNodes.LEASES_ARE_READ, () -> {
					this.nodes.pass(LONGER_THAN_THE_LEASE);
					this.revoker.pull();
				}));
		assertThat(this.revoker.end(row)).isEqualTo(new NodeConfirmation(1, 1));
		assertThat(this.other.cannotTell()).isTrue();
	}

	@Test
	void doesNotWaitForANodeThatStopped() {
		Revocation row = this.revoker.commit("alice");
		this.other.stop();
		assertThat(this.revoker.end(row)).isEqualTo(new NodeConfirmation(1, 1));
		assertThat(this.other.cannotTell()).isTrue();
	}

	@Test
	void doesNotWaitForANodeThatPullsOnceMoreAfterItStopped() {
		this.other.stop();
		this.other.watch.run();
		assertThat(this.other.isLive()).isFalse();
		assertThat(this.other.cannotTell()).isTrue();
	}

	@Test
	void doesNotWaitForANodeThatStopsWhileItPulls() {
		Thread[] stopping = new Thread[1];
		this.other.database.before(LogNodes.LOG_IS_READ, () -> {
			stopping[0] = new Thread(this.other::stop);
			stopping[0].start();
		});
		this.other.pull();
		joined(stopping[0]);
		assertThat(this.other.isLive()).isFalse();
		assertThat(this.other.cannotTell()).isTrue();
	}

	@Test
	void waitsAgainForANodeThatWasStartedAnew() {
		this.other.stop();
		this.other.pull.start();
		assertThat(this.revoker.endHurriedly(this.revoker.commit("alice"))).isEqualTo(new NodeConfirmation(2, 1));
		assertThat(this.other.cannotTell()).isFalse();
	}

	@Test
	void waitsForWhatOthersHaveCommittedWhereThereIsNothingLeftToEnd() {
		silence(this.other);
		Revocation row = this.revoker.commit("alice");
		assertThat(this.revoker.endHurriedly()).isEqualTo(new NodeConfirmation(2, 1));
		assertThat(this.revoker.refuses(row)).isTrue();
		this.other.pull();
		assertThat(this.revoker.end()).isEqualTo(new NodeConfirmation(2, 2));
		assertThat(this.other.refuses(row)).isTrue();
	}

	@Test
	void repeatsTheWaitForARowThatWasSpreadBefore() {
		silence(this.other);
		Revocation row = this.revoker.commit("alice");
		assertThat(this.revoker.endHurriedly(row)).isEqualTo(new NodeConfirmation(2, 1));
		assertThat(this.revoker.endHurriedly(row)).isEqualTo(new NodeConfirmation(2, 1));
		this.other.pull();
		assertThat(this.revoker.end(row)).isEqualTo(new NodeConfirmation(2, 2));
	}

	@Test
	void knowsAllThatCameBeforeOnTheRevokersOwnNode() {
		Revocation lost = this.other.commit("alice");
		Revocation own = this.revoker.commit("bob");
		assertThat(this.revoker.end(this.nodes.wire::deliver, own)).isEqualTo(new NodeConfirmation(2, 2));
		assertThat(this.revoker.refuses(lost)).isTrue();
		assertThat(this.revoker.applied()).isEqualTo(own.seq());
	}

	@Test
	void cannotTellWhereTheDatabaseDiesAfterTheCommit() {
		Revocation row = this.revoker.commit("alice");
		assertThat(this.revoker.end(this.revoker.database::cut, row)).isEqualTo(NodeConfirmation.UNKNOWN);
		assertThat(NodeConfirmation.UNKNOWN.complete()).isFalse();
		assertThat(this.revoker.refuses(row)).isTrue();
	}

	@Test
	void cannotTellWhereTheDatabaseDiesWhileItWaits() {
		Revocation row = this.revoker.commit("alice");
		this.revoker.database.before(LogNodes.LEASES_ARE_READ,
				() -> this.revoker.database.before(LogNodes.LEASES_ARE_READ, this.revoker.database::cut));
		assertThat(this.revoker.end(row)).isEqualTo(NodeConfirmation.UNKNOWN);
	}

	@Test
	void cannotTellWhereTheRevokersNodeHasAGapAndCannotReadTheLog() {
		this.other.commit("alice");
		Revocation own = this.revoker.commit("bob");
		this.revoker.database.cut();
		assertThat(this.revoker.end(own)).isEqualTo(NodeConfirmation.UNKNOWN);
	}

	@Test
	void refusesToWaitForItDoesNotKnowWhat() {
		this.revoker.database.cut();
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(this.revoker::end);
	}

	@Test
	void doesNotCountWhatAnEarlierLifeOfANodeAcknowledged() {
		this.nodes.wire.deliverAtOnce();
		Revocation row = this.revoker.commit("alice");
		assertThat(this.revoker.end(row)).isEqualTo(new NodeConfirmation(2, 2));
		this.other.stop();
		Node reborn = this.nodes.node();
		reborn.unplug();
		reborn.database.before(LogNodes.HEAD_IS_READ,
				() -> assertThat(this.revoker.endHurriedly(row)).isEqualTo(new NodeConfirmation(2, 1)));
		reborn.pull.start();
		assertThat(this.revoker.end(row)).isEqualTo(new NodeConfirmation(2, 2));
	}

	@Test
	void forgetsNodesThatAreNoMore() {
		this.nodes.wire.deliverAtOnce();
		this.revoker.end(this.revoker.commit("alice"));
		assertThat(this.revoker.acknowledgements.count(Map.of(this.other.id, 0L), 1)).isEqualTo(1);
		this.other.stop();
		this.revoker.broadcast.purge();
		assertThat(this.revoker.acknowledgements.count(Map.of(this.other.id, 0L), 1)).isZero();
	}

	private static void silence(Node node) {
		node.unplug();
	}

	private static void joined(Thread thread) {
		try {
			thread.join();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
