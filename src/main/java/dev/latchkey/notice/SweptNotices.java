package dev.latchkey.notice;

import dev.latchkey.session.EndingNotices;
import dev.latchkey.session.ToldApplications;

/**
 * The notices of an ending of very many sessions, which are sent in steps, and may not be
 * written yet. The answer does not wait for them.
 *
 * @param dispatch writes and sends them
 * @param applications how many are told
 */
record SweptNotices(NoticeDispatch dispatch, int applications) implements EndingNotices {

	@Override
	public void send() {
		this.dispatch.run();
	}

	@Override
	public ToldApplications await(long deadline) {
		return new ToldApplications(0, this.applications);
	}

}
