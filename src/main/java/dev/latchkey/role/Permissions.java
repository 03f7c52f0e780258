package dev.latchkey.role;

import java.util.Set;

/**
 * The permissions that Latchkey itself asks for. They are known whether a role has them
 * or not; any other is known once a role has it.
 */
final class Permissions {

	static final Set<String> BUILT_IN = Set.of("users:read", "users:write", "roles:write", "sessions:read",
			"sessions:end", "audit:read", "keys:write", "applications:write", "metrics:read");

	private Permissions() {
	}

}
