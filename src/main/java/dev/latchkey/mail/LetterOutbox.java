package dev.latchkey.mail;

import java.util.Locale;
import java.util.stream.Stream;

import dev.latchkey.crypto.RandomIds;
import dev.latchkey.text.SupportedLanguages;
import dev.latchkey.text.VisibleCharacters;
import dev.latchkey.url.Issuer;
import org.jspecify.annotations.Nullable;

import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Takes letters, in the caller's transaction: of what was rolled back, no letter is sent.
 * No caller waits for a mail server.
 */
public class LetterOutbox {

	private static final int LONGEST_DETAIL = 240;

	private final LetterRows rows;

	private final MailDispatch dispatch;

	private final MailPost post;

	private final Issuer issuer;

	LetterOutbox(LetterRows rows, MailDispatch dispatch, MailPost post, Issuer issuer) {
		this.rows = rows;
		this.dispatch = dispatch;
		this.post = post;
		this.issuer = issuer;
	}

	/**
	 * Tell whether there is a mail server.
	 * @return whether letters are sent
	 */
	public boolean isOpen() {
		return this.post.isOpen();
	}

	/**
	 * Add a letter to the address that the account has confirmed by the time it is sent.
	 * An account without such an address gets no letter, nor does any account without a
	 * mail server.
	 * @param kind what it says
	 * @param accountId whom it is about; {@code null} for an account that there is not,
	 * which takes the same time
	 */
	public void add(LetterKind kind, @Nullable String accountId) {
		add(kind, accountId, null, "");
	}

	/**
	 * Add a letter. Without a mail server, nothing is added.
	 * @param kind what it says
	 * @param accountId whom it is about
	 * @param address where it goes
	 * @param detail what it says besides, on one line; empty for nothing
	 */
	public void add(LetterKind kind, @Nullable String accountId, @Nullable String address, String detail) {
		add(kind, accountId, address, detail, null);
	}

	/**
	 * Add a letter with a link to an address, confirmed or not.
	 * @param makerId the administrator in whose name the link is good, or {@code null}
	 */
	void addLink(LetterKind kind, String accountId, String address, @Nullable String makerId) {
		add(kind, accountId, address, "", makerId);
	}

	private void add(LetterKind kind, @Nullable String accountId, @Nullable String address, String detail,
			@Nullable String makerId) {
		if (!isOpen()) {
			return;
		}
		String shown = VisibleCharacters.keepPrintable(detail, LONGEST_DETAIL);
		this.rows.insert(new Letter(RandomIds.next(), accountId, kind, address, this.issuer.currentOr(""), language(),
				shown, makerId, 0));
		// strangers ask for these: an answer that is slower because one is sent at once
		// would show that the account exists
		if (kind != LetterKind.RESET) {
			wake();
		}
	}

	/**
	 * Add a letter with a link in the place of those of its kind that wait for the
	 * account.
	 * @param makerId as above
	 */
	void replace(LetterKind kind, String accountId, String address, @Nullable String makerId) {
		this.rows.withdraw(accountId, kind);
		addLink(kind, accountId, address, makerId);
	}

	/**
	 * Drop letters with links that wait for an account: what they would have opened has
	 * changed.
	 */
	void dropLinks(String accountId) {
		Stream.of(LetterKind.values())
			.filter((kind) -> kind.purpose() != null)
			.forEach((kind) -> this.rows.withdraw(accountId, kind));
	}

	/**
	 * Drop letters with links that wait and are in an administrator's name.
	 */
	void dropLinksBy(String makerId) {
		this.rows.withdrawBy(makerId);
	}

	private static String language() {
		@Nullable Locale asked = SupportedLanguages.find(LocaleContextHolder.getLocale().getLanguage());
		return ((asked != null) ? asked : SupportedLanguages.DEFAULT).getLanguage();
	}

	private void wake() {
		if (!TransactionSynchronizationManager.isSynchronizationActive()) {
			this.dispatch.run();
			return;
		}
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
			@Override
			public void afterCommit() {
				LetterOutbox.this.dispatch.run();
			}
		});
	}

}
