package dev.latchkey.role;

import java.util.Set;

/**
 * An administrator can only grant permissions that they hold: to change an account, or to
 * give it a role, takes every permission that it has or gets.
 */
public final class GrantCheck {

	private GrantCheck() {
	}

	/**
	 * Require that an administrator holds all permissions that a change concerns.
	 * @param held what the administrator holds
	 * @param needed what the change would grant, or what the other account holds
	 * @throws NotGrantableException if something is missing
	 */
	public static void requireAll(Set<String> held, Set<String> needed) {
		if (!held.containsAll(needed)) {
			throw new NotGrantableException();
		}
	}

}
