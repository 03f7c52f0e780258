package dev.latchkey.revocation;

import java.util.SortedSet;

/**
 * The properties of a session from which a view tells what has ended it. They are one
 * type, so that no caller can leave one of them out.
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
