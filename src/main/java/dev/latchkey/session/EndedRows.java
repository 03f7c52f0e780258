package dev.latchkey.session;

import java.util.List;

import dev.latchkey.account.Account;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.revocation.Revocation;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction has ended and {@link EndingAnnouncement} has yet to announce.
 */
record EndedRows(List<UserSessions.Row> rows, @Nullable Account owner, List<Revocation> revocations, EndReason reason,
		String actor, EndingNotices notices) {

	static final EndedRows NOTHING = new EndedRows(List.of(), null, List.of(), EndReason.LOGGED_OUT, "",
			EndingNotices.NONE);

	SessionsEnded event() {
		return new SessionsEnded(handles(),
				(this.owner != null) ? new SessionsEnded.Owner(this.owner.id(), this.owner.username()) : null,
				this.reason, this.actor);
	}

	List<String> handles() {
		return this.rows.stream().map(UserSessions.Row::handle).toList();
	}

}
