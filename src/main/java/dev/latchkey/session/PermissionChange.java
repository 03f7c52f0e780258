package dev.latchkey.session;

import java.util.List;
import java.util.Set;

/**
 * A change to what accounts may do by one of their roles. {@link Endings} calls it for
 * the reason that {@link AccountChange} gives.
 */
@FunctionalInterface
public interface PermissionChange {

	/**
	 * Change the role, in a transaction that has locked the roles.
	 * @param held the permissions of the author of the change
	 * @return the ids of the accounts whose sessions have to end
	 */
	List<String> apply(Set<String> held);

}
