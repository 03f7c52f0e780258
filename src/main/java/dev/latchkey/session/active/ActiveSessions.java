package dev.latchkey.session.active;

import java.util.List;

import dev.latchkey.account.username.UsernamePattern;
import dev.latchkey.datastore.Page;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions are live: of an account, or of all.
 */
public class ActiveSessions {

	/** How far sessions of some names are counted. A total of so many may be more. */
	private static final int MOST_NAMED = 10_000;

	private final ActiveSessionRows rows;

	private final SessionSurvey survey;

	ActiveSessions(ActiveSessionRows rows, SessionSurvey survey) {
		this.rows = rows;
		this.survey = survey;
	}

	/**
	 * Return the live sessions of an account.
	 * @param accountId the account
	 * @return its sessions, newest first
	 */
	public List<ActiveSession> activeSessionsOf(String accountId) {
		return this.rows.activeSessionsOf(accountId);
	}

	/**
	 * Return those of some sessions that are live.
	 * @param handles their handles, no more than fit on a page
	 * @return the live ones, newest first
	 */
	public List<ActiveSession> activeSessionsNamed(List<String> handles) {
		return this.rows.activeSessionsNamed(handles);
	}

	/**
	 * Return a page of all live sessions. Where there are very many, the total is some
	 * seconds old; the first time, it is of those that were counted within a second.
	 * @param page the number of the page, from 0
	 * @param size how many a page holds
	 * @return the page, newest first
	 * @throws org.springframework.dao.DataAccessException if it cannot be read, or was
	 * not counted as far as that page yet
	 */
	public Page<ActiveSession> page(int page, int size) {
		return this.survey.page(page, size);
	}

	/**
	 * Return a page of the live sessions of users whose names have a piece. They are
	 * counted as far as 10,000: a total of that number says that there are at least so
	 * many.
	 * @param q the piece, in any form, or {@code null} or blank for all users
	 * @param page the number of the page, from 0
	 * @param size how many a page holds
	 * @return the page, newest first
	 */
	public Page<ActiveSession> page(@Nullable String q, int page, int size) {
		if (q == null || q.isBlank()) {
			return page(page, size);
		}
		return UsernamePattern.containing(q)
			.map((pattern) -> new Page<>(this.rows.readNamed(pattern, (long) page * size, size), page, size,
					this.rows.countNamed(pattern, MOST_NAMED)))
			.orElseGet(() -> new Page<>(List.of(), page, size, 0));
	}

	/**
	 * Return how many live sessions there are, likewise.
	 * @return the number
	 */
	public long total() {
		return this.survey.total();
	}

}
