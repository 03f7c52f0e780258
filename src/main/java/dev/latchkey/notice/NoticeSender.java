package dev.latchkey.notice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

import dev.latchkey.application.Application;
import dev.latchkey.application.ApplicationDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Sends notices that this node has taken. No connection to the database and no lock is
 * held while an application is asked. What is not confirmed is sent again: by any node,
 * ever less often, until it is given up.
 */
class NoticeSender {

	private static final Logger logger = LoggerFactory.getLogger(NoticeSender.class);

	private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

	// 500 ms, doubled until it is about a quarter of an hour
	private static final int MOST_DOUBLINGS = 11;

	private final ApplicationDirectory applications;

	private final LogoutTokens tokens;

	private final NoticePost post;

	private final NoticeRows rows;

	private final ApplicationLanes lanes;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	NoticeSender(ApplicationDirectory applications, LogoutTokens tokens, NoticePost post, NoticeRows rows,
			ApplicationLanes lanes, ApplicationEventPublisher events, Clock clock) {
		this.applications = applications;
		this.tokens = tokens;
		this.post = post;
		this.rows = rows;
		this.lanes = lanes;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Send a notice as soon as it has its turn, and do not wait.
	 * @param outcome is told whether the application has confirmed it
	 */
	void send(LogoutNotice notice, Consumer<Boolean> outcome) {
		this.lanes.enter(notice.applicationId(), (inTime) -> {
			boolean told = false;
			try {
				told = inTime ? attempt(notice) : giveBack(notice);
			}
			catch (RuntimeException ex) {
				// whatever it is, the notice is due again when its lease is over
				logger.warn("A logout notice could not be sent, which is tried again: {}", ex.toString());
			}
			finally {
				outcome.accept(told);
			}
			return told;
		});
	}

	/**
	 * Let any node send a notice that lost its turn, without waiting for the lease.
	 */
	private boolean giveBack(LogoutNotice notice) {
		this.rows.release(notice, this.clock.instant());
		return false;
	}

	private boolean attempt(LogoutNotice notice) {
		Application application = this.applications.byId(notice.applicationId());
		if (application == null) {
			// it is deleted, or this node has not read of it yet
			return false;
		}
		String uri = (application.oidc() != null) ? application.oidc().backchannelLogoutUri() : null;
		if (uri == null) {
			this.rows.delete(notice);
			return false;
		}
		boolean confirmed = this.post.send(uri, this.tokens.write(notice, application));
		if (confirmed) {
			strikeOff(notice);
		}
		else {
			sendLater(notice, application);
		}
		return confirmed;
	}

	private void strikeOff(LogoutNotice notice) {
		Instant again = notice.againAt();
		if (again != null && this.clock.instant().isBefore(again)) {
			this.rows.repeat(notice, again);
		}
		else {
			this.rows.delete(notice);
		}
	}

	private void sendLater(LogoutNotice notice, Application application) {
		Instant next = this.clock.instant()
			.plus(FIRST_PAUSE.multipliedBy(1L << Math.min(notice.failures(), MOST_DOUBLINGS)));
		if (next.isBefore(notice.giveUpAt())) {
			this.rows.postpone(notice, next);
		}
		else if (this.rows.delete(notice)) {
			this.events
				.publishEvent(new LogoutNoticeGivenUp(application.clientId(), notice.accountId(), notice.handle()));
		}
	}

}
