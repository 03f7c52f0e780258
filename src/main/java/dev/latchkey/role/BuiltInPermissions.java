package dev.latchkey.role;

import java.util.Set;

/**
 * The permissions that Latchkey itself asks for. They are known whether a role has them
 * or not; any other is known once a role has it.
 */
final class BuiltInPermissions {

	static final Set<String> ALL = Set.of("users:read", "users:write", "roles:write", "sessions:read", "sessions:end",
			"audit:read", "keys:write", "applications:write", "metrics:read");

	private BuiltInPermissions() {
	}

}
