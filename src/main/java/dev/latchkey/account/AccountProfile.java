package dev.latchkey.account;

import org.jspecify.annotations.Nullable;

/**
 * The profile of the person who has an account. It changes while sessions go on.
 *
 * @param email where mail is sent, or {@code null}
 * @param emailConfirmed whether a person has proved that they read mail there
 * @param name how the person is called, or {@code null}
 * @param language the language of pages and letters, {@code en} or {@code de}, or
 * {@code null} where none was chosen
 */
public record AccountProfile(@Nullable String email, boolean emailConfirmed, @Nullable String name,
		@Nullable String language) {

	/** Of an account of which nothing is known but its name. */
	public static final AccountProfile EMPTY = new AccountProfile(null, false, null, null);

	/**
	 * Keep the address and the name out of logs.
	 */
	@Override
	public String toString() {
		return "AccountProfile[emailConfirmed=" + this.emailConfirmed + ", language=" + this.language + "]";
	}

}
