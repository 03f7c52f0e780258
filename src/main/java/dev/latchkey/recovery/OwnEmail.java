package dev.latchkey.recovery;

import dev.latchkey.account.Account;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.account.ProfileChanges;
import dev.latchkey.account.UnknownAccountException;
import dev.latchkey.mail.InvalidLinkException;
import dev.latchkey.mail.LetterOutbox;
import dev.latchkey.mail.LinkDelivery;
import dev.latchkey.mail.MailLink;
import dev.latchkey.mail.MailLinks;
import dev.latchkey.mail.NoMailException;
import dev.latchkey.session.ActingSession;
import dev.latchkey.session.AuthorizedChanges;
import org.jspecify.annotations.Nullable;

/**
 * Changes a user's own address. The new address counts once the person has confirmed it
 * by the link that was sent there. Until then the account keeps the old one, which then
 * gets a letter about the change.
 */
class OwnEmail {

	private final LinkGuard guard;

	private final LinkOwners owners;

	private final Accounts accounts;

	private final ProfileChanges profiles;

	private final MailLinks links;

	private final LinkDelivery delivery;

	private final LetterOutbox outbox;

	private final AuthorizedChanges authorized;

	OwnEmail(LinkGuard guard, LinkOwners owners, Accounts accounts, ProfileChanges profiles, MailLinks links,
			LinkDelivery delivery, LetterOutbox outbox, AuthorizedChanges authorized) {
		this.guard = guard;
		this.owners = owners;
		this.accounts = accounts;
		this.profiles = profiles;
		this.links = links;
		this.delivery = delivery;
		this.outbox = outbox;
		this.authorized = authorized;
	}

	/**
	 * Have a letter sent to the address. The answer does not say whether another account
	 * has it.
	 * @throws NoMailException if there is no mail server
	 * @throws dev.latchkey.session.ProofTooOldException if the person has to prove once
	 * more who they are
	 */
	void ask(ActingSession me, EmailAddress address) {
		// before anything is answered
		me.requireRecentProof();
		if (!this.outbox.isOpen()) {
			throw new NoMailException();
		}
		this.authorized.make(me.withRecentProof(), (held) -> {
			Account account = this.accounts.lock(me.session().accountId()).orElseThrow(UnknownAccountException::new);
			boolean known = account.profile().emailConfirmed() && address.text().equals(account.profile().email());
			if (!known) {
				this.delivery.askToConfirm(account, address.text(), null);
			}
			return known;
		});
	}

	/**
	 * Return the address that a link confirms.
	 * @throws InvalidLinkException if it is not good
	 * @throws dev.latchkey.throttle.TooManyAttemptsException if too many were not
	 */
	String address(ShownLink link) {
		return this.guard.use(link, () -> ownersAddress(get(link)));
	}

	/**
	 * Confirm an address, and use the link up.
	 * @throws InvalidLinkException if the link is not good
	 * @throws dev.latchkey.throttle.TooManyAttemptsException if too many were not
	 * @throws dev.latchkey.account.EmailTakenException if another account has confirmed
	 * the address
	 */
	void confirm(ShownLink link) {
		this.guard.use(link, () -> redeem(link));
	}

	private Account redeem(ShownLink shown) {
		MailLink link = get(shown);
		EmailAddress address = EmailAddress.of(address(link));
		Account owner = this.owners.ownerOf(link);
		// under the lock that what makes the maker's links void has
		return this.authorized.grant(new LinkBearer(owner.username(), link, this.owners), (held) -> {
			if (this.accounts.lock(owner.id()).isEmpty()) {
				throw new InvalidLinkException();
			}
			this.links.redeem(shown.token(), shown.purpose());
			this.profiles.confirm(owner.id(), address);
			return owner;
		});
	}

	private String ownersAddress(MailLink link) {
		this.owners.ownerOf(link);
		return address(link);
	}

	private MailLink get(ShownLink link) {
		return this.links.get(link.token(), link.purpose());
	}

	private static String address(MailLink link) {
		@Nullable String address = link.address();
		if (address == null) {
			throw new InvalidLinkException();
		}
		return address;
	}

}
