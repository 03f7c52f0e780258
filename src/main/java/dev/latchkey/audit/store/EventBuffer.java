package dev.latchkey.audit.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Events that wait for the database. Its callers never wait: an event that finds no room
 * is dropped and counted, and a refusal is left to {@link CountedRefusals}, which have a
 * part of the room only and so displace no other event. An event keeps its room until it
 * is written.
 */
public class EventBuffer {

	private final BlockingQueue<AuditEvent> waiting;

	private final int capacity;

	private final AtomicLong dropped = new AtomicLong();

	public EventBuffer(int capacity) {
		this.waiting = new LinkedBlockingQueue<>(capacity);
		this.capacity = capacity;
	}

	/**
	 * Keep an event, or drop it.
	 */
	public void offer(AuditEvent event) {
		if (!this.waiting.offer(event)) {
			this.dropped.incrementAndGet();
		}
	}

	/**
	 * Keep an event if less than a share of the room is taken.
	 * @return whether it is kept; if not, it does not count as dropped
	 */
	boolean offer(AuditEvent event, double share) {
		return this.waiting.size() < share * this.capacity && this.waiting.offer(event);
	}

	/**
	 * Return the oldest events, which stay here until they are removed.
	 */
	List<AuditEvent> oldest(int most) {
		return this.waiting.stream().limit(most).toList();
	}

	/**
	 * Remove the oldest events.
	 * @param count how many
	 * @param refused how many of them the database has refused for good
	 */
	void removeOldest(int count, int refused) {
		this.waiting.drainTo(new ArrayList<>(count), count);
		drop(refused);
	}

	/**
	 * Count events that the database has refused for good.
	 */
	void drop(int refused) {
		this.dropped.addAndGet(refused);
	}

	public int size() {
		return this.waiting.size();
	}

	public long dropped() {
		return this.dropped.get();
	}

}
