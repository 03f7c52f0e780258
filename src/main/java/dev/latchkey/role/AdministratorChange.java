package dev.latchkey.role;

/**
 * A change to accounts or roles that {@link Administrators} calls, and not the other way
 * round, because it commits together with the check that an administrator is left.
 *
 * @param <T> what it makes
 */
@FunctionalInterface
public interface AdministratorChange<T> {

	/**
	 * Make the change, while no other change of this kind is under way on any node.
	 * @return what it made
	 */
	T apply();

}
