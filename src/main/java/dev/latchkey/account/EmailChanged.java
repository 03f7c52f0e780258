package dev.latchkey.account;

import org.jspecify.annotations.Nullable;

/**
 * An account got another address, or none, or its address was confirmed. Published in the
 * transaction that does it.
 *
 * @param accountId the account
 * @param username its name
 * @param before its profile before
 * @param after its profile from now on
 */
public record EmailChanged(String accountId, String username, AccountProfile before, AccountProfile after) {

	/**
	 * Return the confirmed address that is not the account's any more.
	 * @return the address, or {@code null} where there was none or it stays
	 */
	public @Nullable String lostAddress() {
		@Nullable String address = this.before.email();
		return (this.before.emailConfirmed() && address != null && !address.equals(this.after.email())) ? address
				: null;
	}

}
