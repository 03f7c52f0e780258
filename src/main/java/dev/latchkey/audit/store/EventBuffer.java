package dev.latchkey.audit.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Events that wait for the database. Its callers never wait: an event that finds no room
 * is dropped and counted. Events that unauthenticated clients can cause as often as they
 * like may fill half of the room, so that they displace no others. An event keeps its
 * room until it is written.
 */
public class EventBuffer {

	private final BlockingQueue<AuditEvent> waiting;

	private final int roomForStrangers;

	private final AtomicLong dropped = new AtomicLong();

	public EventBuffer(int capacity) {
		this.waiting = new LinkedBlockingQueue<>(capacity);
		this.roomForStrangers = capacity / 2;
	}

	public void offer(AuditEvent event) {
		boolean room = !event.type().byStrangers() || this.waiting.size() < this.roomForStrangers;
		if (!room || !this.waiting.offer(event)) {
			this.dropped.incrementAndGet();
		}
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
		this.dropped.addAndGet(refused);
	}

	public int size() {
		return this.waiting.size();
	}

	public long dropped() {
		return this.dropped.get();
	}

}
