package dev.latchkey.revocation;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the accounts of which many sessions ended one by one for the same reason, but for
 * those that an administrator ended: no user can make many of these. Most accounts have
 * few such endings: these are told apart by a count for each of many groups of accounts,
 * so that a million endings need no map of as many accounts.
 */
final class EndingCrowds {

	private static final int GROUPS = 1 << 16;

	private EndingCrowds() {
	}

	/**
	 * Return the crowds, the largest first.
	 */
	static List<EndingCrowd> among(Collection<EndedSession> endings, int most) {
		if (endings.size() <= most) {
			return List.of();
		}
		int[] groups = new int[GROUPS];
		endings.forEach((ended) -> groups[groupOf(ended)]++);
		Map<Members, Integer> counts = new HashMap<>();
		for (EndedSession ended : endings) {
			if (groups[groupOf(ended)] > most && ended.reason() != EndReason.FORCED_LOGOUT) {
				counts.merge(new Members(ended.account(), ended.reason()), 1, Integer::sum);
			}
		}
		return counts.entrySet()
			.stream()
			.filter((count) -> count.getValue() > most && !count.getKey().account().equals(AccountKey.UNKNOWN))
			.sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
			.map((count) -> new EndingCrowd(count.getKey().account().id(), count.getKey().reason()))
			.toList();
	}

	private static int groupOf(EndedSession ended) {
		return Long.hashCode(ended.accountLow()) & (GROUPS - 1);
	}

	private record Members(AccountKey account, EndReason reason) {
	}

}
