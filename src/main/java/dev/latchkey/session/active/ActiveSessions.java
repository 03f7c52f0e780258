package dev.latchkey.session.active;

import java.util.List;

import dev.latchkey.datastore.Page;

/**
 * Who is signed in, and where.
 */
public class ActiveSessions {

	private final ActiveSessionRows rows;

	private final SessionSurvey online;

	ActiveSessions(ActiveSessionRows rows, SessionSurvey online) {
		this.rows = rows;
		this.online = online;
	}

	/**
	 * Return the live sessions of an account.
	 * @param accountId the account
	 * @return its sessions, newest first
	 */
	public List<ActiveSession> of(String accountId) {
		return this.rows.of(accountId);
	}

	/**
	 * Return a page of all live sessions. Where there are very many, the total is some
	 * seconds old; the first time, it is of those that were counted within a second.
	 * @param page the number of the page, from 0
	 * @param size how many a page holds
	 * @return the page, newest first
	 * @throws org.springframework.dao.DataAccessException if it cannot be read, or not
	 * yet
	 */
	public Page<ActiveSession> online(int page, int size) {
		return this.online.page(page, size);
	}

}
