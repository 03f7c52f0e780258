package dev.latchkey.mail;

import org.jspecify.annotations.Nullable;

/**
 * A link that is good now.
 *
 * @param accountId whose it is
 * @param purpose what it is good for
 * @param address what its bearer reads mail at, or {@code null} where it was handed over
 * @param maker the administrator in whose name it is good, as that one handed it over, or
 * had it mailed to an address that was not confirmed; else {@code null}
 */
public record MailLink(String accountId, LinkPurpose purpose, @Nullable String address, @Nullable String maker) {

	/**
	 * Keep the address out of logs.
	 */
	@Override
	public String toString() {
		return "Link[" + this.purpose + "]";
	}

}
