package dev.latchkey.revocation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.latchkey.harness.TestDatabase;
import dev.latchkey.revocation.ChannelWire.Message;
import dev.latchkey.revocation.LogNodes.Node;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The two feeds of a view, and the lease that keeps a node from believing an old one.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class FeedTests {

	private static final Duration LONGER_THAN_THE_LEASE = LogNodes.LEASE.plusMillis(500);

	@Parameter
	TestDatabase database;

	private LogNodes nodes;

	private Node revoker;

	private Node node;

	@BeforeEach
	void start() {
		this.nodes = LogNodes.on(this.database);
		this.revoker = this.nodes.started();
		this.node = this.nodes.started();
		this.nodes.wire.deliver();
	}

	@AfterEach
	void everyStepWasTaken() {
		assertThat(this.node.database.wentThroughAllSteps()).isTrue();
	}

	@Test
	void pushIsEnough() {
		Revocation row = committedAndSent("alice");
		this.nodes.wire.deliver();
		assertThat(this.node.refuses(row)).isTrue();
		assertThat(acknowledged()).isEqualTo(1);
	}

	@Test
	void pullIsEnough() {
		Revocation row = this.revoker.commit("alice");
		this.node.pull();
		assertThat(this.node.refuses(row)).isTrue();
		assertThat(this.revoker.leases.live()).containsEntry(this.node.id, 1L);
	}

	@Test
	void aPushBetweenTheLeaseAndTheReadIsHarmless() {
		Revocation row = committedAndSent("alice");
		this.node.database.before(LogNodes.LOG_IS_READ, this.nodes.wire::deliver);
		this.node.pull();
		assertThat(this.node.applied()).isEqualTo(1);
		assertThat(this.node.refuses(row)).isTrue();
		assertThat(this.revoker.leases.live()).containsEntry(this.node.id, 1L);
	}

	@Test
	void aPushAfterThePullIsHarmless() {
		Revocation row = committedAndSent("alice");
		this.node.pull();
		this.nodes.wire.deliver();
		assertThat(this.node.applied()).isEqualTo(1);
		assertThat(this.node.refuses(row)).isTrue();
		assertThat(acknowledged()).isEqualTo(1);
	}

	@Test
	void aRowThatCommitsDuringAPullIsReadByTheNext() {
		this.node.database.before(LogNodes.LOG_IS_READ, () -> this.revoker.commit("alice"));
		this.node.pull();
		assertThat(this.node.applied()).isEqualTo(1);
		Revocation[] late = new Revocation[1];
		this.revoker.commit("bob");
		this.node.database.before(LogNodes.ROW_SAYS_APPLIED, () -> late[0] = this.revoker.commit("carol"));
		this.node.pull();
		assertThat(this.node.applied()).isEqualTo(2);
		assertThat(this.node.refuses(late[0])).isFalse();
		assertThat(this.revoker.endHurriedly(late[0])).isEqualTo(new NodeConfirmation(2, 1));
		this.node.pull();
		assertThat(this.node.refuses(late[0])).isTrue();
	}

	@Test
	void aRowAfterAGapIsAppliedButNotAcknowledged() {
		Revocation missing = this.revoker.commit("alice");
		Revocation later = committedAndSent("bob");
		this.node.database.cut();
		this.nodes.wire.deliver();
		assertThat(this.node.refuses(later)).isTrue();
		assertThat(this.node.refuses(missing)).isFalse();
		assertThat(acknowledged()).isZero();
		// neither of the two may be called over
		assertThat(this.revoker.endHurriedly(missing)).isEqualTo(new NodeConfirmation(2, 1));
		assertThat(this.revoker.endHurriedly(later)).isEqualTo(new NodeConfirmation(2, 1));
	}

	@Test
	void aGapIsFilledFromTheLogAtOnce() {
		Revocation missing = this.revoker.commit("alice");
		committedAndSent("bob");
		this.nodes.wire.deliver();
		assertThat(this.node.refuses(missing)).isTrue();
		assertThat(acknowledged()).isEqualTo(2);
	}

	@Test
	void aGapIsFilledByALatePush() {
		Revocation missing = this.revoker.commit("alice");
		this.node.database.cut();
		committedAndSent("bob");
		this.nodes.wire.deliver();
		this.revoker.push.send(List.of(missing));
		this.nodes.wire.deliver();
		assertThat(this.node.refuses(missing)).isTrue();
		assertThat(acknowledged()).isEqualTo(1);
		this.node.database.mend();
		this.node.pull();
		this.node.push.acknowledge();
		this.nodes.wire.deliver();
		assertThat(acknowledged()).isEqualTo(2);
	}

	@Test
	void onlyAnUnbrokenRunIsAcknowledgedInWhateverOrderRowsCome() {
		List<Revocation> rows = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			rows.add(this.revoker.commit("account-" + i));
		}
		for (int seed = 0; seed < 200; seed++) {
			Random random = new Random(seed);
			List<Revocation> deliveries = new ArrayList<>(rows);
			deliveries.addAll(rows.subList(0, random.nextInt(rows.size())));
			Collections.shuffle(deliveries, random);
			LogPosition position = new LogPosition(new RevocationView(LogNodes.LEASE, System::nanoTime));
			boolean[] come = new boolean[rows.size() + 2];
			for (Revocation row : deliveries) {
				boolean joined = position.apply(row);
				come[(int) row.seq()] = true;
				long missing = 1;
				while (come[(int) missing]) {
					missing++;
				}
				// what came early is counted by the next pull
				assertThat(position.applied()).as("seed %d", seed).isLessThan(missing);
				assertThat(joined).as("seed %d", seed).isEqualTo(row.seq() <= position.applied());
			}
			position.applyRun(rows);
			assertThat(position.applied()).isEqualTo(5);
		}
	}

	@Test
	void messagesMayBeRepeatedReorderedAndOld() {
		List<Revocation> rows = new ArrayList<>();
		for (int i = 0; i < 6; i++) {
			rows.add(committedAndSent("account-" + i));
		}
		List<Message> messages = new ArrayList<>(this.nodes.wire.take());
		messages.addAll(List.copyOf(messages));
		Collections.shuffle(messages, new Random(7));
		messages.forEach(Message::deliver);
		this.nodes.wire.deliver();
		assertThat(rows).allMatch(this.node::refuses);
		assertThat(this.node.applied()).isEqualTo(6);
		messages.forEach(Message::deliver);
		assertThat(this.node.applied()).isEqualTo(6);
		assertThat(acknowledged()).isEqualTo(6);
	}

	@Test
	void anOldAcknowledgementTakesNothingBack() {
		committedAndSent("alice");
		this.nodes.wire.deliver();
		this.node.push.acknowledge();
		List<Message> old = this.nodes.wire.take();
		committedAndSent("bob");
		this.nodes.wire.deliver();
		old.forEach(Message::deliver);
		assertThat(acknowledged()).isEqualTo(2);
	}

	@Test
	void messagesThatNobodyUnderstandsChangeNothing() {
		NodeChannel stranger = this.nodes.wire.plug();
		List.of("", "ended", "ended ", "ended {}", "ended []", "ended null", "ended {\"seq\":1}", "applied",
				"applied x", "applied x y", "applied " + this.node.id + " 99999999999999999999", "hello",
				"ended {\"seq\":1," + "\"id\":\"a\",\"scope\":\"PLANET\",\"reason\":\"FORCED_LOGOUT\",\"actor\":\"a\"}")
			.forEach(stranger::send);
		this.nodes.wire.deliver();
		assertThat(this.node.applied()).isZero();
		assertThat(acknowledged()).isZero();
		this.nodes.wire.deliverAtOnce();
		assertThat(this.revoker.end(this.revoker.commit("alice"))).isEqualTo(new NodeConfirmation(2, 2));
	}

	@Test
	void aNodeAnswersUntilItsLeaseIsOverAndNeverLonger() {
		this.node.pull();
		this.nodes.pass(LogNodes.LEASE.minusMillis(150));
		int answers = 0;
		boolean live = true;
		while (live) {
			// in this order: what is not live any more must refuse from then on
			live = this.node.isLive();
			boolean refuses = this.node.cannotTell();
			assertThat(live || refuses).isTrue();
			answers += refuses ? 0 : 1;
			this.nodes.pass(Duration.ofMillis(1));
		}
		assertThat(answers).isPositive();
		this.node.pull();
		assertThat(this.node.cannotTell()).isFalse();
	}

	@Test
	void aNodeThatSleptBetweenTheLeaseAndTheReadStillRefuses() {
		Revocation[] row = new Revocation[1];
		this.node.unplug();
		this.node.database.before(LogNodes.LOG_IS_READ, () -> {
			row[0] = this.revoker.commit("alice");
			assertThat(this.revoker.endHurriedly(row[0])).isEqualTo(new NodeConfirmation(2, 1));
			this.nodes.pass(LONGER_THAN_THE_LEASE);
			this.revoker.pull();
			assertThat(this.revoker.end()).isEqualTo(new NodeConfirmation(1, 1));
		});
		this.node.pull();
		assertThat(this.node.cannotTell()).isTrue();
		this.node.pull();
		assertThat(this.node.refuses(row[0])).isTrue();
	}

	@Test
	void aNodeThatSleptBetweenTheReadAndItsEndStillRefuses() {
		this.node.unplug();
		this.revoker.commit("alice");
		Revocation[] unseen = new Revocation[1];
		this.node.database.before(LogNodes.ROW_SAYS_APPLIED, () -> {
			this.nodes.pass(LONGER_THAN_THE_LEASE);
			this.revoker.pull();
			unseen[0] = this.revoker.commit("bob");
			assertThat(this.revoker.end(unseen[0])).isEqualTo(new NodeConfirmation(1, 1));
		});
		this.node.pull();
		assertThat(this.node.cannotTell()).isTrue();
	}

	@Test
	void aPushDoesNotMakeAViewFresher() {
		this.nodes.pass(LogNodes.LEASE.minusSeconds(1));
		this.node.database.cut();
		committedAndSent("alice");
		this.nodes.wire.deliver();
		assertThat(this.node.cannotTell()).isFalse();
		this.nodes.pass(Duration.ofMillis(1100));
		assertThat(this.node.cannotTell()).isTrue();
		assertThat(this.node.view.rejections()).isPositive();
	}

	@Test
	void aPullThatCannotReadTheLogDoesNotMakeAViewFresher() {
		this.nodes.pass(LogNodes.LEASE.minusSeconds(1));
		this.node.database.before(LogNodes.LOG_IS_READ, this.node.database::cut);
		this.node.watch.run();
		this.nodes.pass(Duration.ofMillis(1100));
		assertThat(this.node.isLive()).isTrue();
		assertThat(this.node.cannotTell()).isTrue();
		this.node.database.mend();
		this.node.watch.run();
		assertThat(this.node.cannotTell()).isFalse();
	}

	@Test
	void aNodeThatHasNotStartedCannotTell() {
		assertThat(this.nodes.node().cannotTell()).isTrue();
	}

	@Test
	void aSnapshotMissesNothingThatCommitsMeanwhile() {
		List<Revocation> rows = new ArrayList<>();
		rows.add(this.revoker.commit("before"));
		Node joining = this.nodes.node();
		joining.unplug();
		for (String step : List.of("update node set", "insert into node", LogNodes.HEAD_IS_READ,
				LogNodes.WHOLE_LOG_IS_READ, LogNodes.ROW_SAYS_APPLIED)) {
			joining.database.before(step, () -> rows.add(this.revoker.commit("account-" + rows.size())));
		}
		joining.pull.start();
		assertThat(joining.database.wentThroughAllSteps()).isTrue();
		// what it says that it has applied it has
		long said = this.revoker.leases.live().get(joining.id);
		assertThat(said).isGreaterThanOrEqualTo(4);
		assertThat(rows.subList(0, (int) said)).allMatch(joining::refuses);
		joining.pull();
		assertThat(rows).hasSize(6).allMatch(joining::refuses);
		assertThat(joining.applied()).isEqualTo(6);
	}

	@Test
	void aPushDuringTheSnapshotIsNotLost() {
		Node joining = this.nodes.node();
		List<Revocation> rows = new ArrayList<>();
		for (String step : List.of(LogNodes.HEAD_IS_READ, LogNodes.WHOLE_LOG_IS_READ, LogNodes.ROW_SAYS_APPLIED)) {
			joining.database.before(step, () -> {
				rows.add(this.revoker.commit("account-" + rows.size()));
				this.revoker.push.send(List.of(rows.get(rows.size() - 1)));
				this.nodes.wire.take().stream().filter((message) -> message.isFor(joining)).forEach(Message::deliver);
			});
		}
		joining.pull.start();
		assertThat(rows).hasSize(3).allMatch(joining::refuses);
		joining.pull();
		assertThat(joining.applied()).isEqualTo(3);
	}

	@Test
	void aNodeNeverSaysThatItHasAppliedWhatItsSnapshotHasYetToRead() {
		Revocation row = this.revoker.commit("alice");
		Node joining = this.nodes.node();
		joining.database.before(LogNodes.WHOLE_LOG_IS_READ, () -> {
			joining.push.acknowledge();
			this.nodes.wire.deliver();
			assertThat(this.revoker.acknowledgements.count(Map.of(joining.id, 0L), row.seq())).isZero();
		});
		joining.pull.start();
		assertThat(joining.refuses(row)).isTrue();
	}

	private Revocation committedAndSent(String account) {
		Revocation row = this.revoker.commit(account);
		this.revoker.push.send(List.of(row));
		return row;
	}

	private long acknowledged() {
		long seq = 0;
		while (this.revoker.acknowledgements.count(Map.of(this.node.id, 0L), seq + 1) == 1) {
			seq++;
		}
		return seq;
	}

}
