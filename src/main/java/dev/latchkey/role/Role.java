package dev.latchkey.role;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A set of permissions with a name.
 *
 * @param name such as {@code USER}: up to 32 capital letters, digits and underscores
 * @param permissions such as {@code users:read}: each up to 64 small letters, digits and
 * any of {@code : . _ -}
 * @param secondFactor whether an account that has it needs a second factor
 */
public record Role(String name, SortedSet<String> permissions, boolean secondFactor) {

	private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]{0,31}");

	private static final Set<String> BUILT_IN = Set.of(Administrators.ROLE, "USER");

	private static final Pattern PERMISSION = Pattern.compile("[a-z][a-z0-9:._-]{0,63}");

	/**
	 * Copy the permissions.
	 */
	public Role {
		permissions = Collections.unmodifiableSortedSet(new TreeSet<>(permissions));
	}

	/**
	 * A role that requires no second factor.
	 * @param name as above
	 * @param permissions as above
	 */
	public Role(String name, SortedSet<String> permissions) {
		this(name, permissions, false);
	}

	/**
	 * Return whether a role can have a name.
	 * @param text the name
	 * @return whether it has the form of one
	 */
	public static boolean isName(String text) {
		return NAME.matcher(text).matches();
	}

	/**
	 * Return whether a role can have a permission.
	 * @param text the permission
	 * @return whether it has the form of one
	 */
	public static boolean isPermission(String text) {
		return PERMISSION.matcher(text).matches();
	}

	/**
	 * Return whether a role is there from the beginning, and stays.
	 * @param name its name
	 * @return whether it cannot be deleted
	 */
	public static boolean isBuiltIn(String name) {
		return BUILT_IN.contains(name);
	}

	void requireValid() {
		if (!isName(this.name)) {
			throw new InvalidRoleException("A role's name is a capital letter and up to 31 of A-Z, 0-9 and _");
		}
		if (!this.permissions.stream().allMatch(Role::isPermission)) {
			throw new InvalidRoleException("A permission is a small letter and up to 63 of a-z, 0-9, :, ., _ and -");
		}
	}

}
