package dev.latchkey.session;

/**
 * How many applications know of an ending by the time of the answer (OpenID Connect
 * Back-Channel Logout 1.0).
 *
 * @param told applications that have confirmed all that they had to be told
 * @param pending applications that have not, which are told as soon as they answer
 */
public record ToldApplications(int told, int pending) {

	/** Where no application has to be told. */
	public static final ToldApplications NONE = new ToldApplications(0, 0);

	/**
	 * Add what another ending of the same call has done.
	 * @param other the other ending
	 * @return both together
	 */
	public ToldApplications plus(ToldApplications other) {
		return new ToldApplications(this.told + other.told, this.pending + other.pending);
	}

}
