package dev.latchkey.session;

/**
 * What the sign-out of a session has done.
 *
 * @param complete whether every node has applied it, which is also the case when there
 * was no such session
 * @param applications how many applications know of it
 */
public record SignOutResult(boolean complete, ToldApplications applications) {

	/** Where there was no session. */
	public static final SignOutResult NOTHING = new SignOutResult(true, ToldApplications.NONE);

	static SignOutResult of(EndResult ending) {
		return new SignOutResult(ending.nodes().complete(), ending.applications());
	}

	/**
	 * Add what another sign-out of the same call has done.
	 * @param other the other sign-out
	 * @return both together
	 */
	public SignOutResult plus(SignOutResult other) {
		return new SignOutResult(this.complete && other.complete, this.applications.plus(other.applications));
	}

}
