package dev.latchkey.admin;

import dev.latchkey.account.Account;
import dev.latchkey.account.AccountDisabledException;
import dev.latchkey.account.AccountProfile;
import dev.latchkey.account.AccountStatus;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.UnknownAccountException;
import dev.latchkey.account.username.Username;
import dev.latchkey.mail.LetterKind;
import dev.latchkey.mail.LinkDelivery;
import dev.latchkey.mail.LinkHandover;
import dev.latchkey.role.GrantCheck;
import dev.latchkey.session.ActingSession;
import dev.latchkey.session.AuthorizedChanges;

/**
 * Gets links to the owners of accounts. An administrator can only get them to accounts
 * that hold no permissions but their own. A link gives access away, and asks for a recent
 * proof.
 */
class UserLinks {

	private final Users users;

	private final Accounts accounts;

	private final LinkDelivery delivery;

	private final AuthorizedChanges authorized;

	UserLinks(Users users, Accounts accounts, LinkDelivery delivery, AuthorizedChanges authorized) {
		this.users = users;
		this.accounts = accounts;
		this.delivery = delivery;
		this.authorized = authorized;
	}

	/**
	 * Get a link to a user: an invitation, or one to choose a new password.
	 */
	LinkHandover deliver(ActingSession me, Username username, LetterKind kind) {
		// what makes links void by their maker has the roles locked too, and finds this
		// one
		return this.authorized.grant(me.withRecentProof(), (held) -> {
			Account account = this.accounts.lock(this.users.get(username).id())
				.orElseThrow(UnknownAccountException::new);
			GrantCheck.requireAll(held, account.permissions());
			if (account.status() != AccountStatus.ACTIVE) {
				// no link sets the password of a disabled account
				throw new AccountDisabledException();
			}
			return this.delivery.deliver(kind, account, me.session().accountId());
		});
	}

	/**
	 * Invite the owner of an account that is being created.
	 */
	LinkHandover invite(ActingSession me, Account account) {
		return this.delivery.deliver(LetterKind.INVITATION, account, me.session().accountId());
	}

	/**
	 * Have an address confirmed that an administrator has given a person.
	 */
	void confirmAddress(ActingSession me, Account account) {
		AccountProfile profile = account.profile();
		if (profile.email() != null && !profile.emailConfirmed()) {
			this.delivery.askToConfirm(account, profile.email(), me.session().accountId());
		}
	}

}
