package dev.latchkey.session;

/**
 * What applications are to be told of one ending.
 */
public interface EndingNotices {

	/** What is to be told where no application has to do with it. */
	EndingNotices NONE = new EndingNotices() {

		@Override
		public void send() {
		}

		@Override
		public ToldApplications await(long deadline) {
			return ToldApplications.NONE;
		}

	};

	/**
	 * Begin to send them, after the commit, and do not wait. If this node fails first,
	 * another one sends them.
	 */
	void send();

	/**
	 * Wait until each application has been told, or failed to answer.
	 * @param deadline when the wait ends at the latest, by {@link System#nanoTime()}
	 * @return how many have been told by then
	 */
	ToldApplications await(long deadline);

}
