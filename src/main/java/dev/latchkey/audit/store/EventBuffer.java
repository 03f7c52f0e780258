package dev.latchkey.audit.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * Events that wait for the database. It never makes anybody wait: what finds no room is
 * dropped, and counted. What strangers can bring about as often as they like may take
 * half of the room, so that it pushes nothing else out.
 */
public class EventBuffer {

	private final BlockingQueue<AuditEvent> waiting;

	private final int strangersRoom;

	private final AtomicLong accepted = new AtomicLong();

	private final AtomicLong dropped = new AtomicLong();

	public EventBuffer(int capacity) {
		this.waiting = new LinkedBlockingQueue<>(capacity);
		this.strangersRoom = capacity / 2;
	}

	public void offer(AuditEvent event) {
		boolean room = !event.type().byStrangers() || this.waiting.size() < this.strangersRoom;
		if (room && this.waiting.offer(event)) {
			this.accepted.incrementAndGet();
		}
		else {
			this.dropped.incrementAndGet();
		}
	}

	/**
	 * Take the oldest events, and wait for one where there is none.
	 * @return none, if none came
	 */
	List<AuditEvent> take(int most, Duration patience) throws InterruptedException {
		@Nullable AuditEvent first = this.waiting.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
		if (first == null) {
			return List.of();
		}
		List<AuditEvent> taken = new ArrayList<>(List.of(first));
		this.waiting.drainTo(taken, most - 1);
		return taken;
	}

	void drop(int count) {
		this.dropped.addAndGet(count);
	}

	public int size() {
		return this.waiting.size();
	}

	long accepted() {
		return this.accepted.get();
	}

	public long dropped() {
		return this.dropped.get();
	}

}
