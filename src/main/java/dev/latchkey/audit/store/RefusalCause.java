package dev.latchkey.audit.store;

/**
 * Who causes a refusal. Each has rows of its own, so that none takes those of another.
 */
enum RefusalCause {

	/** A client of which nothing is known. */
	STRANGER(0.5, 200, 60),

	/** A client that tries secrets so often that it is throttled. */
	NAME(0.5, 200, 60),

	/** A client that tries the password of an account, or that is signed in to one. */
	ACCOUNT(0.75, 1000, 200);

	private final double share;

	private final int atOnce;

	private final int perMinute;

	RefusalCause(double share, int atOnce, int perMinute) {
		this.share = share;
		this.atOnce = atOnce;
		this.perMinute = perMinute;
	}

	static RefusalCause of(AuditEvent event) {
		if (event.actor() != null || event.accountId() != null) {
			return ACCOUNT;
		}
		return (event.subject() != null || event.type() == EventType.THROTTLED) ? NAME : STRANGER;
	}

	/**
	 * Return the share of the buffer's room beyond which it keeps none of these.
	 */
	double share() {
		return this.share;
	}

	/**
	 * Return how many of these may be kept whole.
	 */
	RowAllowance allowance() {
		return new RowAllowance(this.atOnce, this.perMinute);
	}

}
