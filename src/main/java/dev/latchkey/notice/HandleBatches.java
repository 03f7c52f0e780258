package dev.latchkey.notice;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Puts very many sessions into several statements, since one takes only so many
 * parameters.
 */
final class HandleBatches {

	private static final int AT_ONCE = 1_000;

	private HandleBatches() {
	}

	static List<List<String>> split(Collection<String> handles) {
		List<String> all = List.copyOf(handles);
		List<List<String>> batches = new ArrayList<>();
		for (int from = 0; from < all.size(); from += AT_ONCE) {
			batches.add(all.subList(from, Math.min(all.size(), from + AT_ONCE)));
		}
		return batches;
	}

}
