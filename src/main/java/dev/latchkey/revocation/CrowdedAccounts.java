package dev.latchkey.revocation;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the accounts of which many sessions ended one by one. Most accounts have few such
 * endings: these are told apart by a count for each of many groups of accounts, so that a
 * million endings need no map of as many accounts.
 */
final class CrowdedAccounts {

	private static final int GROUPS = 1 << 16;

	private CrowdedAccounts() {
	}

	static List<String> among(Collection<EndedSession> endings, int most) {
		if (endings.size() <= most) {
			return List.of();
		}
		int[] groups = new int[GROUPS];
		endings.forEach((ended) -> groups[groupOf(ended)]++);
		Map<AccountKey, Integer> counts = new HashMap<>();
		for (EndedSession ended : endings) {
			if (groups[groupOf(ended)] > most) {
				counts.merge(ended.account(), 1, Integer::sum);
			}
		}
		counts.remove(AccountKey.UNKNOWN);
		return counts.entrySet()
			.stream()
			.filter((count) -> count.getValue() > most)
			.map((count) -> count.getKey().id())
			.toList();
	}

	private static int groupOf(EndedSession ended) {
		return Long.hashCode(ended.accountLow()) & (GROUPS - 1);
	}

}
