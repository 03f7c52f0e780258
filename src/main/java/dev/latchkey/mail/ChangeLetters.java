package dev.latchkey.mail;

import dev.latchkey.account.Account;
import dev.latchkey.account.AccountDeleted;
import dev.latchkey.account.AccountProfile;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.EmailChanged;
import dev.latchkey.account.KnownProfiles;
import dev.latchkey.account.PasswordChanged;
import dev.latchkey.account.PasswordSource;
import dev.latchkey.account.StatusChanged;
import dev.latchkey.factor.CodesGuessed;
import dev.latchkey.factor.FactorChanged;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Tells people what has changed about their accounts (ASVS 5.0 6.3.7), and makes links
 * void that were made before: in the transaction of the change, so that there is neither
 * without the other.
 */
class ChangeLetters {

	private static final Logger logger = LoggerFactory.getLogger(ChangeLetters.class);

	private final LetterOutbox outbox;

	private final MailLinks links;

	private final Accounts accounts;

	private final KnownProfiles profiles;

	ChangeLetters(LetterOutbox outbox, MailLinks links, Accounts accounts, KnownProfiles profiles) {
		this.outbox = outbox;
		this.links = links;
		this.accounts = accounts;
		this.profiles = profiles;
	}

	@EventListener
	void on(PasswordChanged event) {
		makeVoid(event.accountId());
		if (event.source() != PasswordSource.OWNER) {
			// not where a person just chooses another: those who were invited lose
			// nothing
			makeVoidBy(event.accountId());
		}
		tell(LetterKind.PASSWORD_CHANGED, event.accountId());
	}

	@EventListener
	void on(StatusChanged event) {
		makeVoid(event.accountId());
		makeVoidBy(event.accountId());
	}

	@EventListener
	void on(AccountDeleted event) {
		makeVoid(event.accountId());
		makeVoidBy(event.accountId());
	}

	@EventListener
	void on(EmailChanged event) {
		makeVoid(event.accountId());
		@Nullable String lost = event.lostAddress();
		if (lost != null) {
			this.outbox.add(LetterKind.EMAIL_CHANGED, event.accountId(), lost, "");
		}
	}

	@EventListener
	void on(FactorChanged event) {
		tell(LetterKind.FACTOR_CHANGED, event.accountId());
	}

	@EventListener
	void on(CodesGuessed event) {
		tell(LetterKind.CODES_GUESSED, event.accountId());
	}

	/**
	 * Write after the session is open: what goes wrong here must not keep it from its
	 * owner.
	 */
	@EventListener
	void on(NewDeviceSeen event) {
		try {
			@Nullable String address = this.outbox.isOpen() ? confirmed(this.profiles.profileOf(event.accountId())) : null;
			if (address != null) {
				this.outbox.add(LetterKind.NEW_DEVICE, event.accountId(), address,
						event.address() + ", " + event.userAgent());
			}
		}
		catch (DataAccessException | TransactionException ex) {
			logger.warn("A person could not be told of a new device: {}", ex.toString());
		}
	}

	/**
	 * Tell the address that the account has now, whatever it has by the time the letter
	 * is sent.
	 */
	private void tell(LetterKind kind, String accountId) {
		if (this.outbox.isOpen()) {
			@Nullable String address = this.accounts.byId(accountId)
				.map(Account::profile)
				.map(ChangeLetters::confirmed)
				.orElse(null);
			if (address != null) {
				this.outbox.add(kind, accountId, address, "");
			}
		}
	}

	private void makeVoid(String accountId) {
		this.links.deleteOf(accountId, null);
		this.outbox.dropLinks(accountId);
	}

	/**
	 * Make void what is in an administrator's name: a thief may have made it, and it must
	 * not be good again when the administrator is back.
	 */
	private void makeVoidBy(String makerId) {
		this.links.deleteBy(makerId);
		this.outbox.dropLinksBy(makerId);
		// what a node has made of a letter that was still there
		this.links.deleteBy(makerId);
	}

	private static @Nullable String confirmed(AccountProfile profile) {
		return profile.emailConfirmed() ? profile.email() : null;
	}

}
