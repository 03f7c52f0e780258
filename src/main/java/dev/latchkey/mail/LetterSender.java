package dev.latchkey.mail;

import java.time.Duration;
import java.util.Optional;

import dev.latchkey.account.Account;
import dev.latchkey.account.AccountProfile;
import dev.latchkey.account.AccountStatus;
import dev.latchkey.account.Accounts;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.mail.MailException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Sends letters that this node has taken. It holds no connection to the database and no
 * lock while it talks to the mail server. A letter that the mail server does not take now
 * is sent again for a day, at growing intervals.
 */
class LetterSender {

	private static final Logger logger = LoggerFactory.getLogger(LetterSender.class);

	private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

	// 5 s, doubled until it is about twenty minutes
	private static final int MOST_DOUBLINGS = 8;

	private final LetterRows rows;

	private final MailLinks links;

	private final Accounts accounts;

	private final LetterWriter writer;

	private final MailPost post;

	private final TransactionOperations transaction;

	private final ApplicationEventPublisher events;

	LetterSender(LetterRows rows, MailLinks links, Accounts accounts, LetterWriter writer, MailPost post,
			TransactionOperations transaction, ApplicationEventPublisher events) {
		this.rows = rows;
		this.links = links;
		this.accounts = accounts;
		this.writer = writer;
		this.post = post;
		this.transaction = transaction;
		this.events = events;
	}

	/**
	 * Send a letter, or drop it if there is no address for it, or too many were sent.
	 */
	void send(Letter letter) {
		Optional<Addressed> found = prepare(letter);
		if (found.isEmpty()) {
			this.rows.delete(letter);
			return;
		}
		Addressed addressed = found.get();
		try {
			this.post.send(addressed.address(), this.writer.write(letter, addressed.account(), addressed.link()));
			this.rows.markSent(letter);
		}
		catch (MailRefusedException ex) {
			takeBack(addressed);
			logger.warn("The mail server refused a letter for good: {}", letter);
			giveUp(letter, addressed.account());
		}
		catch (MailException ex) {
			takeBack(addressed);
			logger.warn("A letter could not be sent, which is tried again: {}, {}", letter, MailFailure.kinds(ex));
			if (!this.rows.postpone(letter, pause(letter))) {
				giveUp(letter, addressed.account());
			}
		}
	}

	/**
	 * Find where a letter goes; where one statement fails, it is asked again as soon as
	 * after a mail server that was away. Where the database is away, the letter is taken
	 * again when its time with this node is over.
	 */
	private Optional<Addressed> prepare(Letter letter) {
		try {
			return this.transaction.execute((status) -> address(letter));
		}
		catch (DataAccessException | TransactionException ex) {
			try {
				this.rows.postpone(letter, pause(letter));
			}
			catch (DataAccessException | TransactionException again) {
				ex.addSuppressed(again);
			}
			throw ex;
		}
	}

	private static Duration pause(Letter letter) {
		return FIRST_PAUSE.multipliedBy(1L << Math.min(letter.attempt() - 1, MOST_DOUBLINGS));
	}

	private void giveUp(Letter letter, Account account) {
		if (this.rows.delete(letter)) {
			this.events.publishEvent(new MailGivenUp(account.id(), account.username(), letter.kind()));
		}
	}

	/**
	 * Delete the link of a letter that was not sent: no person has it.
	 */
	private void takeBack(Addressed addressed) {
		if (addressed.token() != null) {
			this.links.delete(addressed.token());
		}
	}

	/**
	 * Find the address of a letter, and make its link. The account is locked meanwhile,
	 * so that a change which makes its links void comes before this, or finds this link.
	 */
	private Optional<Addressed> address(Letter letter) {
		return Optional.ofNullable(letter.accountId())
			.flatMap(this.accounts::lock)
			.filter((account) -> this.rows.isStillTaken(letter) && !this.rows.isUsedUp(letter, account.id()))
			.flatMap((account) -> address(letter, account));
	}

	private Optional<Addressed> address(Letter letter, Account account) {
		@Nullable LinkPurpose purpose = letter.kind().purpose();
		@Nullable String address = (letter.address() != null) ? letter.address() : confirmed(account.profile());
		boolean locked = account.status() != AccountStatus.ACTIVE;
		if (address == null || (purpose != null && (locked || letter.base().isEmpty()))) {
			if (letter.base().isEmpty()) {
				logger.warn("A letter with a link was not sent: set latchkey.web.public-url");
			}
			return Optional.empty();
		}
		if (purpose == null) {
			return Optional.of(new Addressed(account, address, null, null));
		}
		String token = this.links.create(new MailLink(account.id(), purpose, address, letter.maker()));
		return Optional.of(new Addressed(account, address, token, letter.base() + purpose.path(token)));
	}

	private static @Nullable String confirmed(AccountProfile profile) {
		return profile.emailConfirmed() ? profile.email() : null;
	}

	private record Addressed(Account account, String address, @Nullable String token, @Nullable String link) {

		/**
		 * Keep the token and the address out of logs.
		 */
		@Override
		public String toString() {
			return "Addressed";
		}

	}

}
