package dev.latchkey.session;

/**
 * The notices of two endings that one transaction has made.
 */
record BothNotices(EndingNotices one, EndingNotices other) implements EndingNotices {

	@Override
	public void send() {
		this.one.send();
		this.other.send();
	}

	@Override
	public ToldApplications await(long deadline) {
		return this.one.await(deadline).plus(this.other.await(deadline));
	}

}
