package dev.latchkey.application;

import dev.latchkey.role.Role;

/**
 * Which permission an application may ask of those who use it: any that a role can have.
 */
final class ApplicationPermissions {

	private ApplicationPermissions() {
	}

	/**
	 * Return a permission.
	 * @throws InvalidApplicationException if no role can have it
	 */
	static String check(String permission) {
		if (!Role.isPermission(permission)) {
			throw new InvalidApplicationException("permission",
					"must be a lower-case letter and up to 63 of a-z, 0-9, :, ., _ and -, such as wiki:use");
		}
		return permission;
	}

}
