package dev.latchkey.account;

import java.util.Set;

/**
 * An account that is to be created together with others.
 *
 * @param username its name, in its canonical form
 * @param passwordHash the hash of its password, or what stands in its place
 * @param status whether it may be used
 * @param profile what is to be known of the person
 * @param roles names of its roles, all of which exist
 */
public record NewAccount(String username, String passwordHash, AccountStatus status, ProfileUpdate profile,
		Set<String> roles) {

	/**
	 * Copy the roles.
	 */
	public NewAccount {
		roles = Set.copyOf(roles);
	}

	/**
	 * Keep the hash out of logs.
	 */
	@Override
	public String toString() {
		return "NewAccount[" + this.username + "]";
	}

}
