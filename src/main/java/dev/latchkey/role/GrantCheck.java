package dev.latchkey.role;

import java.util.Set;

/**
 * No one grants what they lack: whoever touches an account, or gives it a role, must hold
 * every permission that it has or gets.
 */
public final class GrantCheck {

	private GrantCheck() {
	}

	/**
	 * Require that somebody holds all permissions they are about to grant or to touch.
	 * @param held what they hold
	 * @param needed what they would grant, or what the other account holds
	 * @throws NotGrantableException if something is missing
	 */
	public static void requireAll(Set<String> held, Set<String> needed) {
		if (!held.containsAll(needed)) {
			throw new NotGrantableException();
		}
	}

}
