package dev.latchkey.factor;

import java.util.List;

/**
 * The password was right, and the account has a second factor that has to be shown as
 * well.
 */
public class SecondFactorRequiredException extends RuntimeException {

	private final String ticket;

	private final List<String> factors;

	/**
	 * Ask for a second factor.
	 * @param ticket what the client shows with it
	 * @param factors by what it may be shown, as clients call it
	 */
	public SecondFactorRequiredException(String ticket, List<String> factors) {
		super("second factor required");
		this.ticket = ticket;
		this.factors = List.copyOf(factors);
	}

	/**
	 * Return what the client shows with its second factor.
	 * @return the ticket
	 */
	public String ticket() {
		return this.ticket;
	}

	/**
	 * Return by what the second factor may be shown.
	 * @return the kinds, as clients call them
	 */
	public List<String> factors() {
		return this.factors;
	}

}
