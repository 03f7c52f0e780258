package dev.latchkey.recovery;

import dev.latchkey.account.Accounts;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.account.username.Username;
import dev.latchkey.mail.LetterKind;
import dev.latchkey.mail.LetterOutbox;
import dev.latchkey.throttle.AuthenticationAttempt;
import dev.latchkey.throttle.Throttle;

/**
 * Takes requests of people who have forgotten their password. Neither the answer nor its
 * time tells whether there is such an account: each name takes the same statements, and
 * the rest follows when a letter is sent (ASVS 5.0 6.3.8).
 */
class ResetRequests {

	private final Accounts accounts;

	private final LetterOutbox outbox;

	private final Throttle throttle;

	ResetRequests(Accounts accounts, LetterOutbox outbox, Throttle throttle) {
		this.accounts = accounts;
		this.outbox = outbox;
		this.throttle = throttle;
	}

	/**
	 * Have a link sent to the person, if the account has a confirmed address.
	 * @param typed the account's name, or its confirmed address
	 * @param address where the request comes from
	 * @throws dev.latchkey.throttle.TooManyAttemptsException if too many were asked for
	 */
	void take(String typed, String address) {
		this.throttle.charge(AuthenticationAttempt.ofReset(counted(typed), address));
		this.outbox.add(LetterKind.RESET, this.accounts.idOf(typed).orElse(null));
	}

	/**
	 * Return the one form of all that stand for the same address or name.
	 */
	private static String counted(String typed) {
		String key = EmailAddress.keyOf(typed);
		return key.isEmpty() ? Username.of(typed).text() : key;
	}

}
