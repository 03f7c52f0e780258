package dev.latchkey.recovery;

import dev.latchkey.account.Account;
import dev.latchkey.account.AccountStatus;
import dev.latchkey.account.Accounts;
import dev.latchkey.mail.InvalidLinkException;
import dev.latchkey.mail.MailLink;
import org.jspecify.annotations.Nullable;

/**
 * Finds whose links are. A link in an administrator's name has an owner only while that
 * administrator could make another: one who may no longer, or not for what the account
 * may do by now, may have kept it, and so may a thief of that administrator's session.
 */
class LinkOwners {

	private final Accounts accounts;

	LinkOwners(Accounts accounts) {
		this.accounts = accounts;
	}

	/**
	 * Return the account whose link it is.
	 * @throws InvalidLinkException if it is not good any more
	 */
	Account ownerOf(MailLink link) {
		Account owner = this.accounts.byId(link.accountId()).orElseThrow(InvalidLinkException::new);
		@Nullable String maker = link.maker();
		if (maker != null && this.accounts.byId(maker).filter((one) -> mayMake(one, owner)).isEmpty()) {
			throw new InvalidLinkException();
		}
		return owner;
	}

	private static boolean mayMake(Account maker, Account owner) {
		return maker.status() == AccountStatus.ACTIVE && !maker.mustChangePassword()
				&& maker.permissions().contains("users:write") && maker.permissions().containsAll(owner.permissions());
	}

}
