package dev.latchkey.session;

import java.util.List;

/**
 * A change to what accounts may do by one of their roles. {@link Endings} calls it for
 * the reason that {@link AccountChange} gives.
 */
@FunctionalInterface
public interface PermissionChange {

	/**
	 * Change the role. The change locks the role's row itself, before {@link Endings}
	 * locks the accounts: that is the order of the locks.
	 * @return the ids of the accounts whose sessions have to end
	 */
	List<String> apply();

}
