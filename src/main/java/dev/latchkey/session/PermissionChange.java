package dev.latchkey.session;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A change to what accounts may do by one of their roles. {@link Endings} calls it for
 * the reason that {@link AccountChange} gives.
 */
@FunctionalInterface
public interface PermissionChange {

	/**
	 * Change the role, in a transaction that has locked the roles.
	 * @param held the permissions of the author of the change
	 * @return the role, if the sessions of the accounts that have it have to end, or
	 * {@code null}
	 */
	@Nullable String apply(Set<String> held);

}
