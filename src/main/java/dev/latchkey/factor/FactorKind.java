package dev.latchkey.factor;

/**
 * A kind of second factor. {@link SecondFactors} asks each for its part.
 */
public interface FactorKind {

	/**
	 * Return what clients call it.
	 * @return the kind, such as {@code totp}
	 */
	String code();

	/**
	 * Tell whether an account has one of this kind that is set up.
	 * @param accountId the account
	 * @return whether a login may be proved by it
	 */
	boolean isSetUp(String accountId);

	/**
	 * Remove what an account has of this kind, in the caller's transaction.
	 * @param accountId the account, which the caller has locked
	 */
	void removeFrom(String accountId);

}
