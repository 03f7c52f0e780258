package dev.latchkey.revocation;

import java.util.Locale;

/**
 * Why a session ended, as clients are told.
 */
public enum EndReason {

	/** The user signed this session out. */
	LOGGED_OUT,
	/** An administrator ended it. */
	FORCED_LOGOUT,
	/** The account's password was changed or reset. */
	PASSWORD_CHANGED,
	/** The account was disabled or deleted. */
	ACCOUNT_DISABLED,
	/** The account's roles, or what they permit, changed. */
	ROLES_CHANGED,
	/** A second factor was set up, or an administrator removed all. */
	FACTORS_CHANGED,
	/** A newer login made it one too many. */
	SESSION_LIMIT,
	/** A refresh token was used that had been replaced. */
	REFRESH_REUSE,
	/** Its time was over. */
	EXPIRED,
	/** All sessions of all accounts were ended. */
	EVERYBODY,
	/**
	 * The key that signed a token was revoked. Clients are not told: of such a token
	 * nothing can be believed.
	 */
	KEY_REVOKED,
	/**
	 * What an application was given has ended, while the session goes on. Clients are not
	 * told: to them the token is invalid.
	 */
	GRANT_ENDED;

	/**
	 * Return the word that clients see.
	 * @return the reason in lower case, such as {@code forced_logout}
	 */
	public String code() {
		return name().toLowerCase(Locale.ROOT);
	}

}
