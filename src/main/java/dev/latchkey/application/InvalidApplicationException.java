package dev.latchkey.application;

/**
 * A member of an application is not valid. Says which one, and does not repeat its value.
 */
public class InvalidApplicationException extends RuntimeException {

	private final String member;

	/**
	 * Name what is wrong.
	 * @param member the member, such as {@code proxy.hosts}, as JSON names it
	 * @param rule what it has to be, as the end of a sentence that begins with it
	 */
	public InvalidApplicationException(String member, String rule) {
		super(member + " " + rule);
		this.member = member;
	}

	/**
	 * Return which member is wrong.
	 * @return its name in JSON, with a dot before that of a member of a member
	 */
	public String member() {
		return this.member;
	}

}
