package dev.latchkey.audit.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The refusals of one kind of cause, which have their rows for themselves. The first are
 * kept whole, all others are counted. Not safe for use by several threads.
 */
final class RefusalTally {

	// for each of three sizes of networks; what comes from more shares a row
	private static final int MOST_KEYS = 50;

	// while the database is away, minutes wait; what comes then lengthens the last
	private static final int MOST_ENDED = 200;

	private final RowAllowance ofRepetition = new RowAllowance(10, 2);

	private final RowAllowance ofSource = new RowAllowance(100, 10);

	private final RowAllowance ofAll;

	private final List<Map<RefusalKey, RefusalCount>> counts = List.of(new HashMap<>(), new HashMap<>(),
			new HashMap<>(), new HashMap<>());

	private final List<RefusalCount> ended = new ArrayList<>();

	RefusalTally(RowAllowance ofAll) {
		this.ofAll = ofAll;
	}

	/**
	 * Return whether a refusal may have a row of its own, and if so, take it.
	 */
	boolean allowsWhole(AuditEvent event, long now) {
		RefusalKey key = RefusalKey.keysOf(event).get(0);
		return this.ofRepetition.take(new Repetition(key, event.detail()), now) && this.ofSource.take(key.source(), now)
				&& this.ofAll.take("all", now);
	}

	/**
	 * Count a refusal under the finest key for which there is room.
	 */
	void count(AuditEvent event, long now) {
		List<RefusalKey> keys = RefusalKey.keysOf(event);
		int level = 0;
		while (level < keys.size() - 1 && !hasRoom(this.counts.get(level), keys.get(level))) {
			level++;
		}
		RefusalKey key = keys.get(level);
		RefusalCount count = this.counts.get(level).get(key);
		if (count == null) {
			this.counts.get(level).put(key, new RefusalCount(event, key, now));
		}
		else {
			count.add(event);
		}
	}

	private static boolean hasRoom(Map<RefusalKey, RefusalCount> level, RefusalKey key) {
		return level.size() < MOST_KEYS || level.containsKey(key);
	}

	Stream<RefusalCount> counts() {
		return Stream.concat(this.ended.stream(), this.counts.stream().flatMap((level) -> level.values().stream()));
	}

	/**
	 * Let minutes that are over end, if there is room for them to wait until they are
	 * written. Those for which there is none go on.
	 */
	void endMinutes(long now) {
		this.counts.forEach((level) -> level.values().removeIf((count) -> count.isOver(now) && end(count, now)));
		forgetSettled();
	}

	private boolean end(RefusalCount count, long now) {
		if (this.ended.size() < MOST_ENDED) {
			return this.ended.add(count);
		}
		count.goOn(now);
		return false;
	}

	void forgetSettled() {
		this.ended.removeIf((count) -> !count.isUnwritten() && !count.isUnlogged());
	}

	/**
	 * The same refusal again.
	 *
	 * @param key what it has in common with others
	 * @param detail what it was about
	 */
	private record Repetition(RefusalKey key, @Nullable String detail) {
	}

}
