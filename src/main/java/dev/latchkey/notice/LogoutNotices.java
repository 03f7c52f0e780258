package dev.latchkey.notice;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

import dev.latchkey.revocation.Revocation;
import dev.latchkey.session.EndingNotices;
import dev.latchkey.session.EndingOutbox;

/**
 * The outbox. What few sessions have to do with applications is written as notices at
 * once; an ending of very many is noted with one row, and the notices follow in steps.
 */
class LogoutNotices implements EndingOutbox {

	/** Longer than a notice waits for its turn, and than an application may take. */
	static final Duration LEASE = Duration.ofSeconds(5);

	/** More than that would lose their turn, and be given back one by one. */
	private static final int MOST_TAKEN = 200;

	private final NoticeRecipients recipients;

	private final NoticeWriter writer;

	private final SweepRows sweeps;

	private final NoticeSender sender;

	private final NoticeDispatch dispatch;

	private final NoticeIssuer issuer;

	private final Clock clock;

	LogoutNotices(NoticeRecipients recipients, NoticeWriter writer, SweepRows sweeps, NoticeSender sender,
			NoticeDispatch dispatch, NoticeIssuer issuer, Clock clock) {
		this.recipients = recipients;
		this.writer = writer;
		this.sweeps = sweeps;
		this.sender = sender;
		this.dispatch = dispatch;
		this.issuer = issuer;
		this.clock = clock;
	}

	@Override
	public EndingNotices put(List<String> handles) {
		return handles.isEmpty() ? EndingNotices.NONE : putAll(this.recipients.recipientsOf(handles));
	}

	@Override
	public EndingNotices put(Revocation ending) {
		int applications = this.sweeps.insert(ending, this.issuer.current());
		return (applications > 0) ? new SweptNotices(this.dispatch, applications) : EndingNotices.NONE;
	}

	@Override
	public EndingNotices putTakenAway(String applicationId, Collection<String> handles) {
		return handles.isEmpty() ? EndingNotices.NONE : putAll(this.recipients.recipientsOf(applicationId, handles));
	}

	private EndingNotices putAll(List<NoticeRecipient> found) {
		if (found.isEmpty()) {
			return EndingNotices.NONE;
		}
		if (found.size() > MOST_TAKEN) {
			this.writer.write(found, this.issuer.current());
			return new SweptNotices(this.dispatch,
					Math.toIntExact(found.stream().map(NoticeRecipient::applicationId).distinct().count()));
		}
		return new TakenNotices(this.writer.writeTaken(found, this.issuer.current(), this.clock.instant().plus(LEASE)),
				this.sender);
	}

}
