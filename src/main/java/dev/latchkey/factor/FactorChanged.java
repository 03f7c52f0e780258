package dev.latchkey.factor;

import java.util.Locale;

/**
 * A second factor of an account was changed. Published in the transaction that does it.
 *
 * @param accountId the account
 * @param username its name
 * @param factor the kind, as {@link FactorKind#code()} names it; {@code recovery_code};
 * or {@code all}
 * @param change what was done
 */
public record FactorChanged(String accountId, String username, String factor, Change change) {

	/**
	 * What is done to a factor.
	 */
	public enum Change {

		/** Its owner has set it up. */
		ADDED,
		/** Its owner has removed it. */
		REMOVED,
		/** Its owner has new recovery codes, and the old ones are void. */
		RENEWED,
		/** A recovery code was used. */
		USED,
		/**
		 * An administrator has removed all, or the command on the server has.
		 */
		RESET;

		/**
		 * Return the code of the change.
		 * @return the change in lower case
		 */
		public String code() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
