package dev.latchkey.mail;

import org.jspecify.annotations.Nullable;

/**
 * A letter that waits.
 *
 * @param id random
 * @param accountId whom it is about, or {@code null} where there is no such account
 * @param kind what it says
 * @param address where it goes, or {@code null} for the address that the account has
 * confirmed when it is sent
 * @param base what links begin with; empty where that is not known
 * @param language the language of the request that caused it
 * @param detail what it says besides
 * @param maker who had a link mailed to an address that its person has not confirmed, or
 * {@code null}
 * @param attempt how often a node has taken it
 */
record Letter(String id, @Nullable String accountId, LetterKind kind, @Nullable String address, String base,
		String language, String detail, @Nullable String maker, int attempt) {

	Letter taken() {
		return new Letter(this.id, this.accountId, this.kind, this.address, this.base, this.language, this.detail,
				this.maker, this.attempt + 1);
	}

	/**
	 * Keep the address out of logs.
	 */
	@Override
	public String toString() {
		return "Letter[%s, %s, attempt %s]".formatted(this.id, this.kind, this.attempt);
	}

}
