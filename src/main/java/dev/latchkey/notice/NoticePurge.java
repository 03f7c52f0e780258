package dev.latchkey.notice;

import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

import dev.latchkey.application.Application;
import dev.latchkey.application.ApplicationDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Gives up notices that no attempt gives up: an application that hangs is asked so rarely
 * that most of its notices outlive their day, and one that never answers must not fill
 * the database. What was due to a deleted application goes as well.
 */
class NoticePurge implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(NoticePurge.class);

	/** How many may wait for one application. */
	static final int MOST = 100_000;

	private static final int AT_ONCE = 500;

	// each of the others is in the log of the process only, by their number
	private static final int MOST_EVENTS = 100;

	private final NoticeRows rows;

	private final NoticeBacklog backlog;

	private final ApplicationDirectory applications;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	private final int most;

	NoticePurge(NoticeRows rows, NoticeBacklog backlog, ApplicationDirectory applications,
			ApplicationEventPublisher events, Clock clock, int most) {
		this.rows = rows;
		this.backlog = backlog;
		this.applications = applications;
		this.events = events;
		this.clock = clock;
		this.most = most;
	}

	@Override
	public void run() {
		try {
			int given = giveUp(() -> this.backlog.findOver(this.clock.instant(), AT_ONCE), 0);
			for (String application : this.backlog.findApplications(this.clock.instant())) {
				given += giveUp(() -> this.backlog.findBeyond(application, this.most, AT_ONCE), given);
			}
			if (given > 0) {
				logger.warn("{} logout notices were given up, which no application has confirmed", given);
			}
			while (this.backlog.deleteOfDeleted()) {
				logger.debug("What was due to a deleted application is gone");
			}
		}
		catch (DataAccessException | TransactionException ex) {
			logger.warn("Logout notices could not be given up, which is tried again: {}", ex.toString());
		}
	}

	private int giveUp(Supplier<List<LogoutNotice>> find, int before) {
		int given = 0;
		int deleted;
		do {
			deleted = 0;
			for (LogoutNotice notice : find.get()) {
				if (this.rows.delete(notice)) {
					deleted++;
					if (before + given + deleted <= MOST_EVENTS) {
						publish(notice);
					}
				}
			}
			given += deleted;
		}
		while (deleted == AT_ONCE);
		return given;
	}

	private void publish(LogoutNotice notice) {
		Application application = this.applications.byId(notice.applicationId());
		if (application != null) {
			this.events
				.publishEvent(new LogoutNoticeGivenUp(application.clientId(), notice.accountId(), notice.handle()));
		}
	}

}
