package dev.latchkey.revocation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import dev.latchkey.crypto.DerivedKeys;
import dev.latchkey.harness.TestDatabase;
import dev.latchkey.revocation.ChannelWire.Message;
import dev.latchkey.revocation.LogNodes.Node;
import dev.latchkey.revocation.RefusedMessages.Cause;
import dev.latchkey.revocation.installation.InstallationId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
	void aRowThatIsKnownIsAcknowledgedEveryNowAndThen() {
		Revocation row = committedAndSent("alice");
		this.nodes.wire.deliver();
		int times = 1_000;
		for (int i = 0; i < times; i++) {
			this.revoker.push.send(List.of(row));
		}
		this.nodes.wire.take().forEach(Message::deliver);
		assertThat(acknowledgementsInFlight()).isLessThan(times / 2);
		this.nodes.pass(Duration.ofMillis(100));
		this.revoker.push.send(List.of(row));
		this.nodes.wire.take().forEach(Message::deliver);
		assertThat(acknowledgementsInFlight()).isOne();
		committedAndSent("bob");
		this.nodes.wire.take().forEach(Message::deliver);
		assertThat(acknowledgementsInFlight()).as("a new row").isOne();
	}

	private int acknowledgementsInFlight() {
		return (int) this.nodes.wire.take()
			.stream()
			.filter((message) -> message.isFor(this.revoker) && message.says("applied " + this.node.id + " "))
			.count();
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
		AuthenticatedChannel otherVersion = LogNodes.authenticated(stranger, LogNodes.INSTALLATION);
		String ended = "ended " + this.revoker.id + " ";
		List<String> messages = List.of("", " ", "ended", "ended ", "ended {}", ended + "{}", ended + "[]",
				ended + "null", ended + "{\"seq\":1}", "applied", "applied x", "applied x y",
				"applied " + this.node.id + " 99999999999999999999", "hello",
				ended + "{\"seq\":1,\"id\":\"a\",\"scope\":\"PLANET\",\"reason\":\"FORCED_LOGOUT\",\"actor\":\"a\"}",
				"x".repeat(100_000));
		messages.forEach(stranger::send);
		messages.forEach(otherVersion::send);
		this.nodes.wire.deliver();
		assertThat(this.node.refused(Cause.NOT_AUTHENTIC)).isEqualTo(messages.size() + 1);
		assertThat(this.node.refused(Cause.NOT_UNDERSTOOD)).isEqualTo(messages.size() - 1);
		assertThat(this.node.applied()).isZero();
		assertThat(acknowledged()).isZero();
		this.nodes.wire.deliverAtOnce();
		assertThat(this.revoker.end(this.revoker.commit("alice"))).isEqualTo(new NodeConfirmation(2, 2));
	}

	@Test
	void messagesOfStrangersEndNothingAndConfirmNothing() {
		NodeChannel stranger = this.nodes.wire.plug();
		Revocation row = this.revoker.commit("alice");
		this.revoker.push.send(List.of(row));
		String authentic = this.nodes.wire.take().get(0).text();
		String mac = authentic.substring(authentic.lastIndexOf(' '));
		String said = authentic.substring(0, authentic.lastIndexOf(' '));
		List<AuthenticatedChannel> others = List.of(
				LogNodes.authenticated(stranger, new InstallationId("another-installation")),
				new AuthenticatedChannel(stranger, new DerivedKeys("A".repeat(42) + "E="), LogNodes.INSTALLATION,
						new RefusedMessages(new SimpleMeterRegistry(), System::nanoTime)));
		for (String forged : List.of(said, "ended " + said.split(" ", 3)[2],
				said.replace("\"seq\":1,", "\"seq\":9000000000000000000,"), said.replace("ACCOUNT", "EVERYBODY"),
				said.replace(this.revoker.id, this.node.id), said.replace("alice", "bob"),
				"applied " + this.node.id + " 1", "applied " + this.node.id + " 9000000000000000000")) {
			stranger.send(forged);
			others.forEach((other) -> other.send(forged));
			if (!forged.equals(said)) {
				stranger.send(forged + mac);
			}
		}
		this.nodes.wire.deliver();
		assertThat(this.node.applied()).isZero();
		assertThat(this.node.refuses(row)).isFalse();
		assertThat(this.node.view.size()).isZero();
		assertThat(this.node.view.endOf(AskedSession.of("session", "anybody", 0))).isNull();
		assertThat(acknowledged()).isZero();
		assertThat(this.revoker.endHurriedly(row)).isEqualTo(new NodeConfirmation(2, 1));
		assertThat(this.node.refused(Cause.NOT_AUTHENTIC)).isEqualTo(31);
	}

	@Test
	void aNodeThatDoesNotKnowWhatEndedAnswersNothing() {
		Revocation row = this.revoker.commit("alice");
		this.nodes.jdbc.sql("update revocation set scope = 'LATER_VERSION'").update();
		AuthenticatedChannel laterVersion = LogNodes.authenticated(this.nodes.wire.plug(), LogNodes.INSTALLATION);
		laterVersion.send("ended " + this.revoker.id + " "
				+ new JsonMapper().writeValueAsString(row).replace("ACCOUNT", "LATER_VERSION"));
		this.nodes.wire.deliver();
		assertThat(this.node.refused(Cause.NOT_UNDERSTOOD)).isEqualTo(1);
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(this.node::pull);
		assertThat(this.node.applied()).as("it acknowledges nothing").isZero();
		this.nodes.pass(LONGER_THAN_THE_LEASE);
		this.node.watch.run();
		assertThat(this.node.cannotTell()).isTrue();
		Node late = this.nodes.node();
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(late::start);
		assertThat(late.cannotTell()).isTrue();
	}

	@Test
	void aNumberAboveTheLogsHeadIsRefused() {
		Revocation row = this.revoker.commit("alice");
		Revocation forged = new Revocation(9_000_000_000_000_000_000L, "forged", Revocation.Scope.EVERYBODY, null, null,
				EndReason.EVERYBODY, "x", row.createdAt(), row.expiresAt());
		this.revoker.push.send(List.of(forged));
		this.nodes.wire.deliver();
		assertThat(this.node.refused(Cause.ABOVE_HEAD)).isEqualTo(1);
		assertThat(this.node.view.endOf(AskedSession.of("session", "anybody", 1))).isNull();
		assertThat(this.node.applied()).isEqualTo(1);
		assertThat(this.node.refuses(row)).isTrue();
	}

	@Test
	void aRecordedRowIsNotBroughtBackIntoARestoredDatabase() {
		Revocation lost = committedAndSent("alice");
		String recorded = this.nodes.wire.take().get(0).text();
		List.of(this.revoker, this.node).forEach(Node::die);
		this.nodes.jdbc.sql("delete from revocation").update();
		this.nodes.jdbc.sql("update revocation_head set seq = 0").update();
		Node after = this.nodes.started();
		new Message(after.channel, recorded).deliver();
		assertThat(after.refused(Cause.UNKNOWN_SENDER)).isEqualTo(1);
		assertThat(after.refuses(lost)).isFalse();
		assertThat(after.applied()).isZero();
		// nor is it taken for a sign that the database was rewound
		after.pull();
		assertThat(after.view.endOf(AskedSession.of("session", "anybody", 0))).isNull();
	}

	@Test
	void aRowThatANodeHasPassedChangesNothingWhenItIsSentAgain() {
		committedAndSent("alice");
		this.nodes.wire.deliver();
		Revocation other = this.revoker.commit("bob");
		Revocation forged = new Revocation(1, other.id(), Revocation.Scope.ACCOUNT, "bob", null, other.reason(), "x",
				other.createdAt(), other.expiresAt());
		this.revoker.push.send(List.of(forged));
		this.nodes.wire.deliver();
		assertThat(this.node.view.endOf(AskedSession.of("session", "bob", 0))).isNull();
	}

	@Test
	void anAcknowledgementOfAnEarlierLifeCountsForNoOther() {
		committedAndSent("alice");
		this.nodes.wire.deliver();
		this.node.push.acknowledge();
		List<Message> recorded = this.nodes.wire.take();
		this.node.die();
		Node next = this.nodes.started();
		next.unplug();
		Revocation row = this.revoker.commit("bob");
		recorded.forEach(Message::deliver);
		assertThat(this.revoker.endHurriedly(row)).isEqualTo(new NodeConfirmation(2, 1));
	}

	@Test
	void theDatabaseIsNotAskedForEachStranger() {
		AtomicLong now = new AtomicLong();
		AtomicInteger asked = new AtomicInteger();
		KnownNodes known = new KnownNodes(new NodeId(this.node.id), this.node.leases, now::get);
		for (int i = 0; i < 100; i++) {
			now.addAndGet(Duration.ofMillis(10).toNanos());
			this.node.database.before("select id from node", asked::incrementAndGet);
			assertThat(known.contains("stranger-" + i)).isFalse();
			this.node.database.forgetSteps();
		}
		assertThat(asked).hasValue(2);
		assertThat(known.contains(this.node.id)).isTrue();
		assertThat(known.contains(this.revoker.id)).isTrue();
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
	void aNodeThatDiedWithTheClockAheadIsWaitedForAsLongAsAnyOther() {
		this.node.unplug();
		this.nodes.setDatabaseClockBack(Duration.ofDays(2));
		this.revoker.pull();
		// it may answer still, as it did before the clock was set
		assertThat(this.revoker.endHurriedly(this.revoker.commit("alice"))).isEqualTo(new NodeConfirmation(2, 1));
		this.nodes.pass(LogNodes.LEASE.minusSeconds(5));
		this.revoker.pull();
		assertThat(this.node.isLive()).isTrue();
		this.nodes.pass(Duration.ofSeconds(6));
		this.revoker.pull();
		assertThat(this.revoker.end()).isEqualTo(new NodeConfirmation(1, 1));
	}

	@Test
	void aNodeThatDiedAloneWithTheClockAheadIsWaitedForFromTheNextStart() {
		List.of(this.revoker, this.node).forEach(Node::unplug);
		this.nodes.setDatabaseClockBack(Duration.ofDays(2));
		Node next = this.nodes.started();
		this.nodes.pass(LONGER_THAN_THE_LEASE);
		next.pull();
		assertThat(next.end(next.commit("alice"))).isEqualTo(new NodeConfirmation(1, 1));
	}

	@Test
	void aLeaseIsNeverShortenedToLessThanItsNodeTookItFor() {
		Duration longer = LogNodes.LEASE.multipliedBy(3);
		Node other = this.nodes.startedFor(longer);
		this.revoker.pull();
		this.nodes.setDatabaseClockBack(Duration.ofDays(2));
		this.revoker.pull();
		this.nodes.pass(longer.minusSeconds(5));
		this.revoker.pull();
		assertThat(other.isLive()).isTrue();
		this.nodes.pass(Duration.ofSeconds(6));
		this.revoker.pull();
		assertThat(other.isLive()).isFalse();
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
