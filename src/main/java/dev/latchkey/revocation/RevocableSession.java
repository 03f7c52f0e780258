package dev.latchkey.revocation;

import java.util.SortedSet;

/**
 * What a view has to know of a session to tell what ended it. It is one type, so that no
 * caller can leave a part of it out.
 */
public interface RevocableSession {

	/**
	 * Return its public name.
	 * @return the handle
	 */
	String handle();

	/**
	 * Return whose it is.
	 * @return the account's id
	 */
	String accountId();

	/**
	 * Return the roles that its account had when it was opened. An account that gets or
	 * loses a role loses its sessions, so a live session has them all.
	 * @return the names of the roles
	 */
	SortedSet<String> roles();

	/**
	 * Return when its login began.
	 * @return the log's number by then
	 */
	long epoch();

}
