package dev.latchkey.session;

import java.util.List;

/**
 * Who is signed in, and where.
 */
public class Devices {

	private final UserSessions sessions;

	Devices(UserSessions sessions) {
		this.sessions = sessions;
	}

	/**
	 * Return the live sessions of an account.
	 * @param accountId the account
	 * @return its sessions, newest first
	 */
	public List<Device> of(String accountId) {
		return this.sessions.of(accountId);
	}

	/**
	 * Return a page of all live sessions.
	 * @param page the number of the page, from 0
	 * @param size how many a page holds
	 * @return the page, newest first
	 */
	public DevicePage online(int page, int size) {
		return new DevicePage(this.sessions.online(page, size), page, size, this.sessions.countOnline());
	}

}
