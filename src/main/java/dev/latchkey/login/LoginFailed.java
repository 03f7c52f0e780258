package dev.latchkey.login;

import java.util.Locale;

import dev.latchkey.account.Account;
import org.jspecify.annotations.Nullable;

/**
 * A login was refused. The event does not repeat a name that no account has: people type
 * passwords into that field.
 *
 * @param accountId the account, or {@code null} if no account has that name
 * @param username its name, likewise
 * @param reason why
 */
public record LoginFailed(@Nullable String accountId, @Nullable String username, Reason reason) {

	static LoginFailed of(@Nullable Account account, Reason reason) {
		return (account != null) ? new LoginFailed(account.id(), account.username(), reason)
				: new LoginFailed(null, null, reason);
	}

	/**
	 * Why a login was refused. No client is told.
	 */
	public enum Reason {

		/** No account has that name. */
		UNKNOWN_NAME,
		/** The password is another. */
		WRONG_PASSWORD,
		/** No account has that passkey, or the client sent no passkey at all. */
		UNKNOWN_PASSKEY,
		/** The passkey signed another challenge, or one that was used before. */
		WRONG_PASSKEY,
		/** The password was right and temporary, and its time is over. */
		PASSWORD_EXPIRED,
		/** The password was right, and the account is disabled. */
		ACCOUNT_DISABLED,
		/** The password was right, and the code of the second factor was not. */
		WRONG_CODE,
		/** A code came with a ticket that is unknown, void, used or expired. */
		INVALID_LOGIN,
		/** An ending, or a change of the account, came in between. */
		OVERTAKEN;

		/**
		 * Return the code of the reason.
		 * @return the reason in lower case
		 */
		public String code() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
