package dev.latchkey.oauth;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.latchkey.revocation.Revocation;
import dev.latchkey.session.EndingNotices;
import dev.latchkey.session.EndingOutbox;
import dev.latchkey.session.ToldApplications;

/**
 * An outbox that notes which applications are told what was taken away, and tells them at
 * once.
 */
final class NotedOutbox implements EndingOutbox {

	/** An application and a session for each notice that was sent. */
	final List<String> sent = new CopyOnWriteArrayList<>();

	@Override
	public EndingNotices put(List<String> handles) {
		return EndingNotices.NONE;
	}

	@Override
	public EndingNotices put(Revocation ending) {
		return EndingNotices.NONE;
	}

	@Override
	public EndingNotices putTakenAway(String applicationId, Collection<String> handles) {
		return handles.isEmpty() ? EndingNotices.NONE : new EndingNotices() {

			@Override
			public void send() {
				handles.forEach((handle) -> NotedOutbox.this.sent.add(applicationId + " " + handle));
			}

			@Override
			public ToldApplications await(long deadline) {
				return new ToldApplications(1, 0);
			}

		};
	}

}
