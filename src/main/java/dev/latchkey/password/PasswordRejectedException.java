package dev.latchkey.password;

/**
 * A new password breaks a rule. Says which one, never the password.
 */
public class PasswordRejectedException extends RuntimeException {

	private final String rule;

	/**
	 * Create an exception for one broken rule.
	 * @param rule the broken rule: {@code too_short}, {@code too_long},
	 * {@code ill_formed}, {@code common}, {@code contains_name}, or {@code same} for a
	 * temporary one that would stay
	 */
	public PasswordRejectedException(String rule) {
		super("A new password was rejected: " + rule);
		this.rule = rule;
	}

	/**
	 * Return the code that clients see.
	 * @return the broken rule, such as {@code too_short}
	 */
	public String rule() {
		return this.rule;
	}

}
