package dev.latchkey.recovery;

import java.util.stream.Stream;

import dev.latchkey.account.Account;
import dev.latchkey.account.AccountChanges;
import dev.latchkey.account.AccountProfile;
import dev.latchkey.account.AccountStatus;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.account.ProfileChanges;
import dev.latchkey.account.UnknownAccountException;
import dev.latchkey.mail.InvalidLinkException;
import dev.latchkey.mail.MailLink;
import dev.latchkey.mail.MailLinks;
import dev.latchkey.password.Passwords;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.session.EndResult;
import dev.latchkey.session.Endings;
import org.jspecify.annotations.Nullable;

/**
 * Sets passwords by links (ASVS 5.0 6.4.3): all sessions of the account end, its devices
 * are strange again because their marks were made of the old password, and second factors
 * stay as they are.
 */
class LinkPasswords {

	private static final int TURNS = 64;

	private final Object[] turns = Stream.generate(Object::new).limit(TURNS).toArray();

	private final LinkGuard guard;

	private final MailLinks links;

	private final LinkOwners owners;

	private final AccountChanges changes;

	private final ProfileChanges profiles;

	private final Passwords passwords;

	private final Endings endings;

	LinkPasswords(LinkGuard guard, MailLinks links, LinkOwners owners, AccountChanges changes, ProfileChanges profiles,
			Passwords passwords, Endings endings) {
		this.guard = guard;
		this.links = links;
		this.owners = owners;
		this.changes = changes;
		this.profiles = profiles;
		this.passwords = passwords;
		this.endings = endings;
	}

	/**
	 * Return the account whose password a link sets.
	 * @throws InvalidLinkException if it is not good
	 * @throws dev.latchkey.throttle.TooManyAttemptsException if too many were not
	 */
	Account owner(ShownLink link) {
		return this.guard.use(link, () -> this.owners.ownerOf(get(link)));
	}

	/**
	 * Set a password, and use the link up. A link that was mailed proves the account's
	 * address as well.
	 * @return the end of the account's sessions
	 * @throws InvalidLinkException if the link is not good
	 * @throws dev.latchkey.throttle.TooManyAttemptsException if too many were not
	 * @throws dev.latchkey.password.PasswordRejectedException if the password breaks a
	 * rule; the link stays good
	 * @throws dev.latchkey.password.HashingBusyException if the processors are busy; the
	 * link stays good
	 */
	EndResult set(ShownLink link, String password) {
		return this.guard.use(link, () -> {
			get(link);
			synchronized (this.turns[Math.floorMod(link.token().hashCode(), TURNS)]) {
				return setInTurn(link, password);
			}
		});
	}

	/**
	 * Set a password, one after another with the same link: those that come too late find
	 * that out before they hash anything.
	 */
	private EndResult setInTurn(ShownLink shown, String password) {
		MailLink link = get(shown);
		Account owner = this.owners.ownerOf(link);
		this.passwords.check(password, owner.username());
		String hash = this.passwords.hash(password);
		try {
			return this.endings.changeAccountAndEnd(owner.id(), new LinkBearer(owner.username(), link, this.owners),
					(before, held) -> {
						this.links.redeem(shown.token(), shown.purpose());
						if (before.status() != AccountStatus.ACTIVE) {
							throw new InvalidLinkException();
						}
						this.changes.changePasswordByLink(before.id(), hash);
						confirm(before, link.address());
						return EndReason.PASSWORD_CHANGED;
					});
		}
		catch (UnknownAccountException ex) {
			throw new InvalidLinkException();
		}
	}

	private MailLink get(ShownLink link) {
		return this.links.get(link.token(), link.purpose());
	}

	private void confirm(Account account, @Nullable String mailed) {
		AccountProfile profile = account.profile();
		if (mailed != null && mailed.equals(profile.email()) && !profile.emailConfirmed()) {
			EmailAddress address = EmailAddress.of(mailed);
			// where another account has confirmed it, it stays unconfirmed here
			if (!this.profiles.isTaken(account.id(), address)) {
				this.profiles.confirm(account.id(), address);
			}
		}
	}

}
