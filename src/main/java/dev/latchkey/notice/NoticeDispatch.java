package dev.latchkey.notice;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Looks for what is due: notices that were not confirmed, or whose node failed before it
 * sent them, and endings of very many sessions, whose notices it writes. It works in a
 * thread of its own, one run at a time.
 */
class NoticeDispatch implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(NoticeDispatch.class);

	private final NoticeRows rows;

	private final NoticeBacklog backlog;

	private final SweepRows sweeps;

	private final SweepWriter sweepWriter;

	private final NoticeSender sender;

	private final ApplicationLanes lanes;

	private final Executor executor;

	private final Clock clock;

	private final AtomicBoolean asked = new AtomicBoolean();

	NoticeDispatch(NoticeRows rows, NoticeBacklog backlog, SweepRows sweeps, SweepWriter sweepWriter,
			NoticeSender sender, ApplicationLanes lanes, Executor executor, Clock clock) {
		this.rows = rows;
		this.backlog = backlog;
		this.sweeps = sweeps;
		this.sweepWriter = sweepWriter;
		this.sender = sender;
		this.lanes = lanes;
		this.executor = executor;
		this.clock = clock;
	}

	/**
	 * Ask for a look, and do not wait for it.
	 */
	@Override
	public void run() {
		if (this.asked.compareAndSet(false, true)) {
			try {
				this.executor.execute(this::look);
			}
			catch (RejectedExecutionException ex) {
				// the service stops; another node looks, or this one when it is back
				this.asked.set(false);
			}
		}
	}

	private void look() {
		this.asked.set(false);
		try {
			sendDue();
			sweep();
		}
		catch (DataAccessException | TransactionException ex) {
			logger.warn("Logout notices could not be looked for, which is tried again: {}", ex.toString());
		}
		catch (RuntimeException ex) {
			// it stays where it is, and the others go on meanwhile
			logger.error("Logout notices could not be looked after", ex);
		}
	}

	private void sendDue() {
		Instant now = this.clock.instant();
		List<String> applications = new ArrayList<>(this.backlog.findApplications(now));
		// where many hang, each of them has a chance of the few places
		Collections.shuffle(applications);
		for (String application : applications) {
			int room = this.lanes.room(application);
			if (room > 0) {
				this.backlog.findDue(application, now, room)
					.stream()
					.filter((notice) -> this.rows.take(notice, this.clock.instant().plus(LogoutNotices.LEASE)))
					.forEach((notice) -> this.sender.send(notice.taken(), (told) -> lookOn(told)));
			}
		}
	}

	/**
	 * Look for more as soon as one is confirmed; where an application fails, there is
	 * time.
	 */
	private void lookOn(boolean told) {
		if (told) {
			run();
		}
	}

	/**
	 * Write some notices of one application after another.
	 */
	private void sweep() {
		Optional<EndingSweep> sweep = this.sweeps.take();
		while (sweep.isPresent()) {
			this.sweepWriter.step(sweep.get());
			sendDue();
			sweep = this.sweeps.take();
		}
	}

}
