package dev.latchkey.mail;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Has the letters sent that are due: a few at once, so that a mail server that hangs
 * holds up a few threads and nothing else. Letters wait in the database.
 */
class MailDispatch implements Runnable {

	/** How many letters a node sends at once. */
	static final int AT_ONCE = 4;

	private static final Logger logger = LoggerFactory.getLogger(MailDispatch.class);

	private final LetterRows rows;

	private final MailLinks links;

	private final LetterSender sender;

	private final MailPost post;

	private final Executor executor;

	private final AtomicInteger running = new AtomicInteger();

	/** Whether letters may have come that none of those that run has looked for. */
	private final AtomicBoolean asked = new AtomicBoolean();

	MailDispatch(LetterRows rows, MailLinks links, LetterSender sender, MailPost post, Executor executor) {
		this.rows = rows;
		this.links = links;
		this.sender = sender;
		this.post = post;
		this.executor = executor;
	}

	/**
	 * Have due letters looked for, and do not wait for that.
	 */
	@Override
	public void run() {
		if (!this.post.isOpen()) {
			return;
		}
		this.asked.set(true);
		if (this.running.getAndUpdate((now) -> Math.min(now + 1, AT_ONCE)) == AT_ONCE) {
			// one of those that run looks again, even if it is about to end
			return;
		}
		try {
			this.executor.execute(this::work);
		}
		catch (RejectedExecutionException ex) {
			// the service stops; another node looks, or this one when it is back
			this.running.decrementAndGet();
		}
	}

	/**
	 * Delete letters and links that are over.
	 */
	void purge() {
		try {
			this.rows.purge();
			this.links.purge();
		}
		catch (DataAccessException | TransactionException ex) {
			logger.warn("Letters and links that are over could not be deleted, which is tried again: {}",
					ex.toString());
		}
	}

	private void work() {
		try {
			boolean more = true;
			while (more) {
				more = sendOne();
			}
		}
		catch (DataAccessException | TransactionException ex) {
			logger.warn("Letters could not be looked for, which is tried again: {}", ex.toString());
		}
		catch (RuntimeException ex) {
			logger.error("Letters could not be sent", ex);
		}
		finally {
			this.running.decrementAndGet();
		}
		if (this.asked.get()) {
			run();
		}
	}

	private boolean sendOne() {
		this.asked.set(false);
		List<Letter> due = this.rows.findDue(AT_ONCE * 2);
		for (Letter letter : due) {
			if (this.rows.take(letter)) {
				this.sender.send(letter.taken());
				return true;
			}
		}
		return false;
	}

}
