package dev.latchkey.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import dev.latchkey.revocation.EndReason;
import dev.latchkey.revocation.EndingCrowd;
import dev.latchkey.revocation.RevocationView;
import dev.latchkey.revocation.Revocations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Keeps an account whose user signs in and out in a loop from filling each node's memory.
 * Where a view has many endings of single sessions of one account for one reason, those
 * that came before the account's oldest live session began become one cutoff at that
 * session's epoch, which ends the same sessions and no other. A live session that keeps
 * more than a thousand from being gathered is ended, as one beyond the limit of sessions
 * is.
 */
class GatheredEndings implements Runnable {

	/**
	 * How many runs ago a login must have begun not to be under way any more. A login
	 * takes seconds, and a run comes each minute.
	 */
	static final int RUNS = 5;

	private static final Logger logger = LoggerFactory.getLogger(GatheredEndings.class);

	private final RevocationView view;

	private final Revocations revocations;

	private final UserSessions sessions;

	private final Endings endings;

	private final int most;

	private final int mostHeldUp;

	private final Deque<Long> heads = new ArrayDeque<>();

	/**
	 * Create a task.
	 * @param most how many endings of its single sessions an account may have in the view
	 * for each reason
	 * @param mostHeldUp how many endings a live session may keep from being gathered
	 */
	GatheredEndings(RevocationView view, Revocations revocations, UserSessions sessions, Endings endings, int most,
			int mostHeldUp) {
		this.view = view;
		this.revocations = revocations;
		this.sessions = sessions;
		this.endings = endings;
		this.most = most;
		this.mostHeldUp = mostHeldUp;
	}

	@Override
	public synchronized void run() {
		try {
			this.heads.addLast(this.revocations.head());
			if (this.heads.size() > RUNS) {
				long settled = this.heads.removeFirst();
				Map<String, List<EndingCrowd>> crowds = this.view.crowds(this.most)
					.stream()
					.collect(Collectors.groupingBy(EndingCrowd::accountId));
				crowds.forEach((accountId, ofAccount) -> gather(accountId, ofAccount, settled));
			}
		}
		catch (DataAccessException | TransactionException ex) {
			logger.warn("Endings could not be gathered, which is tried again: {}", ex.toString());
		}
	}

	private void gather(String accountId, List<EndingCrowd> crowds, long settled) {
		List<UserSessions.Began> oldest = this.sessions.findOldest(accountId);
		long epoch = oldest.isEmpty() ? settled : Math.min(settled, oldest.get(0).epoch());
		long[] left = crowds.stream().flatMapToLong((crowd) -> LongStream.of(this.view.gather(crowd, epoch))).toArray();
		oldest.stream()
			.filter((session) -> session.epoch() < settled && after(session.epoch(), left) > this.mostHeldUp)
			.forEach(this::end);
	}

	private static long after(long epoch, long[] endings) {
		return LongStream.of(endings).filter((seq) -> seq > epoch).count();
	}

	private void end(UserSessions.Began session) {
		try {
			this.endings.endSession(session.handle(), EndReason.SESSION_LIMIT, ActingServer.INSTANCE);
		}
		catch (UnknownSessionException ex) {
			// it has expired meanwhile
		}
	}

}
