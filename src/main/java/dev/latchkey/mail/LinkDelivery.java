package dev.latchkey.mail;

import dev.latchkey.account.Account;
import dev.latchkey.account.AccountStatus;
import dev.latchkey.url.Issuer;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Gets links to people: by mail, or by an administrator where there is no mail or no
 * address.
 */
public class LinkDelivery {

	private final LetterOutbox outbox;

	private final MailLinks links;

	private final Issuer issuer;

	private final ApplicationEventPublisher events;

	LinkDelivery(LetterOutbox outbox, MailLinks links, Issuer issuer, ApplicationEventPublisher events) {
		this.outbox = outbox;
		this.links = links;
		this.issuer = issuer;
		this.events = events;
	}

	/**
	 * Send a link to an account's address, confirmed or not, or make one to hand over, in
	 * the name of an administrator. It joins the caller's transaction.
	 * @param kind a letter with a link
	 * @param account whose it is
	 * @param makerId the administrator's account
	 * @return how the link gets to its person
	 * @throws IllegalStateException if that letter has no link
	 */
	public LinkHandover deliver(LetterKind kind, Account account, String makerId) {
		@Nullable LinkPurpose purpose = kind.purpose();
		if (purpose == null) {
			throw new IllegalStateException("That letter has no link");
		}
		@Nullable String address = account.profile().email();
		boolean mailed = isMailed(account);
		this.events.publishEvent(new LinkSent(account.id(), account.username(), kind, mailed));
		if (mailed && address != null) {
			// that address may be the administrator's own
			this.outbox.addLink(kind, account.id(), address, account.profile().emailConfirmed() ? null : makerId);
			return LinkHandover.SENT;
		}
		String path = purpose.path(this.links.create(new MailLink(account.id(), purpose, null, makerId)));
		return new LinkHandover(this.issuer.currentOr("") + path);
	}

	/**
	 * Tell how links get to an account's person.
	 * @param account whose they are
	 * @return whether by mail; else an administrator hands them over
	 */
	public boolean isMailed(Account account) {
		return this.outbox.isOpen() && account.profile().email() != null;
	}

	/**
	 * Have an address confirmed: a letter with a link is sent there, and earlier ones
	 * prove nothing any more. It joins the caller's transaction.
	 * @param account whose address it is to be
	 * @param address where the letter goes
	 * @param makerId the administrator who has chosen it, or {@code null} for its person
	 */
	public void askToConfirm(Account account, String address, @Nullable String makerId) {
		if (this.outbox.isOpen() && account.status() == AccountStatus.ACTIVE) {
			this.links.deleteOf(account.id(), LinkPurpose.EMAIL);
			this.outbox.replace(LetterKind.EMAIL, account.id(), address, makerId);
		}
	}

}
