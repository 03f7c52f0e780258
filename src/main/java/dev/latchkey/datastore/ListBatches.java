package dev.latchkey.datastore;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Cuts a long list into batches: a statement takes only so many parameters, and others
 * wait for a transaction, or a command of Redis, that handles everything at once.
 */
public final class ListBatches {

	private static final int PARAMETERS = 1_000;

	private ListBatches() {
	}

	/**
	 * Cut a list into batches, each of which fits into the parameters of one statement.
	 * @param <T> what is listed
	 * @param all what to cut, in this order
	 * @return the batches; none of an empty list
	 */
	public static <T> List<List<T>> ofParameters(Collection<T> all) {
		return of(all, PARAMETERS);
	}

	/**
	 * Cut a list into batches.
	 * @param <T> what is listed
	 * @param all what to cut, in this order
	 * @param size how many elements a batch has; the last one may have fewer
	 * @return the batches; none of an empty list
	 */
	public static <T> List<List<T>> of(Collection<T> all, int size) {
		List<T> list = List.copyOf(all);
		List<List<T>> batches = new ArrayList<>();
		for (int from = 0; from < list.size(); from += size) {
			batches.add(list.subList(from, Math.min(list.size(), from + size)));
		}
		return batches;
	}

}
