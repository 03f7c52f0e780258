package dev.latchkey.revocation;

/**
 * The ending of one session, as a view keeps it.
 *
 * @param reason why it ended
 * @param expiresAt when no credential of it can be alive any more, in seconds since 1970
 * @param seq its number in the log: the session began before it
 * @param accountHigh the first half of its account's id, which is a third of the id as a
 * text; 0 like the other half where the id is not known
 * @param accountLow the other half
 */
record EndedSession(EndReason reason, long expiresAt, long seq, long accountHigh, long accountLow) {

	static EndedSession of(Revocation row) {
		AccountKey account = AccountKey.of(row.accountId());
		return new EndedSession(row.reason(), row.expiresAt().getEpochSecond(), row.seq(), account.high(),
				account.low());
	}

	boolean isOf(AccountKey account, EndReason why) {
		return this.reason == why && this.accountLow == account.low() && this.accountHigh == account.high();
	}

	AccountKey account() {
		return new AccountKey(this.accountHigh, this.accountLow);
	}

}
