package dev.latchkey.role;

import java.util.Collection;

/**
 * How much a credential can carry. Roles and permissions are in every access token, and a
 * browser silently drops a cookie of more than 4096 bytes. So an account that would not
 * fit is refused when it is changed, not when its user signs in.
 */
public final class CredentialCapacity {

	static final int MOST_ROLES = 16;

	/** Characters of all roles and permissions of an account, as JSON. */
	static final int MOST_CHARACTERS = 1200;

	/** Two quotation marks and a comma. */
	static final int AROUND_A_WORD = 3;

	private CredentialCapacity() {
	}

	/**
	 * Require that an account with these roles and permissions fits into a credential.
	 * @throws InvalidRoleException if it does not
	 */
	public static void require(Collection<String> roles, Collection<String> permissions) {
		if (roles.size() > MOST_ROLES) {
			throw new InvalidRoleException("An account has at most %s roles".formatted(MOST_ROLES));
		}
		if (!fits(roles, permissions)) {
			throw tooMuch();
		}
	}

	/**
	 * Return whether a credential has room for the names of these roles and permissions.
	 */
	static boolean fits(Collection<String> roles, Collection<String> permissions) {
		return characters(roles) + characters(permissions) <= MOST_CHARACTERS;
	}

	static InvalidRoleException tooMuch() {
		return new InvalidRoleException("The roles and permissions of an account would be too long for a credential");
	}

	private static int characters(Collection<String> words) {
		return words.stream().mapToInt((word) -> word.length() + AROUND_A_WORD).sum();
	}

}
