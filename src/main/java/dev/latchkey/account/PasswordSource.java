package dev.latchkey.account;

/**
 * Who has chosen a password.
 */
public enum PasswordSource {

	/** The owner of the account, who was signed in. */
	OWNER,

	/** A person who holds a link for the account, and was not signed in. */
	LINK,

	/** An administrator, for the next login only. */
	TEMPORARY,

	/** An administrator who has brought its hash from elsewhere. */
	IMPORT

}
