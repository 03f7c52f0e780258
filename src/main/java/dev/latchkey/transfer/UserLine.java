package dev.latchkey.transfer;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A user as a line of a file describes them. What the line does not say is {@code null}.
 *
 * @param username the name, in any form
 * @param email the address
 * @param name how the person is called
 * @param roles names of roles
 * @param status the code of the status
 * @param passwordHash a hash of the password
 */
record UserLine(@Nullable String username, @Nullable String email, @Nullable String name, @Nullable List<String> roles,
		@Nullable String status, @Nullable String passwordHash) {

	static final String USERNAME = "username";

	static final String EMAIL = "email";

	static final String NAME = "name";

	static final String ROLES = "roles";

	static final String STATUS = "status";

	static final String PASSWORD_HASH = "password_hash";

	/** In the order in which they are written. */
	static final List<String> FIELDS = List.of(USERNAME, EMAIL, NAME, ROLES, STATUS, PASSWORD_HASH);

	/**
	 * Keep the hash and the person out of logs.
	 */
	@Override
	public String toString() {
		return "UserLine";
	}

}
