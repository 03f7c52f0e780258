package dev.latchkey.session;

import java.util.Set;

/**
 * A change, by what its author may do. {@link AuthorizedChanges} and {@link Endings} call
 * it, and not the other way round, because the change commits together with the check of
 * who may make it, and with what it ends: a caller with a transaction of its own could
 * forget either.
 *
 * @param <T> what it makes
 */
@FunctionalInterface
public interface PermittedChange<T> {

	/**
	 * Make the change, in the transaction that has asked for the permissions.
	 * @param held the permissions of the author of the change
	 * @return what it made
	 */
	T apply(Set<String> held);

}
