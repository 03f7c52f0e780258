package dev.latchkey.cluster;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.latchkey.cluster.history.Operation.Subject;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * 1,200 sessions, 1,000 of which are ended: most with their account, some each by itself.
 */
final class SignedInCrowd {

	private static final int OF_EACH = 50;

	private static final int ACCOUNTS = 24;

	private static final int ENDED_ACCOUNTS = 19;

	private final List<String> accounts;

	private final List<Badge> ended;

	private final List<Badge> kept;

	/**
	 * Open the sessions, all at the first node.
	 */
	SignedInCrowd(ClusterNodes nodes) {
		this.accounts = nodes.accounts("member", ACCOUNTS);
		List<Badge> badges = this.accounts.stream()
			.flatMap(
					(account) -> IntStream.range(0, OF_EACH).mapToObj((i) -> nodes.open(nodes.names().get(0), account)))
			.toList();
		this.ended = badges.subList(0, (ENDED_ACCOUNTS + 1) * OF_EACH);
		this.kept = badges.subList(this.ended.size(), badges.size());
	}

	/**
	 * End what is to be ended, at the first node.
	 */
	void end(ClusterNodes nodes) {
		ClusterNodes.Admin admin = nodes.admin(nodes.names().get(0));
		this.accounts.stream()
			.limit(ENDED_ACCOUNTS)
			.forEach((account) -> admin.end(Subject.account(account)).expect(200, 202));
		this.ended.subList(ENDED_ACCOUNTS * OF_EACH, this.ended.size())
			.forEach((badge) -> admin.end(Subject.session(badge.handle())).expect(200, 202));
	}

	/**
	 * Fail if any node accepts anything that was ended.
	 */
	void assertEndedStayOut(ClusterNodes nodes) {
		assertThat(this.ended).hasSize(1000);
		assertThat(statuses(nodes, this.ended)).containsOnly(401);
	}

	/**
	 * Fail unless every node accepts all that was not ended.
	 */
	void assertOthersStayIn(ClusterNodes nodes) {
		assertThat(statuses(nodes, this.kept)).containsOnly(200);
	}

	/**
	 * Fail if what was not ended is answered as anything but good or lost.
	 */
	void assertOthersAreAtMostLost(ClusterNodes nodes) {
		assertThat(statuses(nodes, this.kept)).isSubsetOf(200, 401);
	}

	/**
	 * Return an account that was ended.
	 */
	String endedAccount() {
		return this.accounts.get(0);
	}

	private static Set<Integer> statuses(ClusterNodes nodes, List<Badge> badges) {
		return badges.parallelStream()
			.flatMap((badge) -> nodes.names().stream().map((node) -> settled(nodes, node, badge)))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/**
	 * Ask until it can be told, as a client does that honours Retry-After.
	 */
	private static int settled(ClusterNodes nodes, String node, Badge badge) {
		long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
		int status = nodes.show(node, badge);
		while (status == 503 && System.nanoTime() < giveUp) {
			status = nodes.show(node, badge);
		}
		return status;
	}

}
