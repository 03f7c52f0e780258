package dev.latchkey.session;

/**
 * What a person showed to renew a proof is wrong. The session goes on as it was.
 */
public class ProofWrongException extends RuntimeException {

	/**
	 * Refuse what was shown.
	 */
	public ProofWrongException() {
		super("proof wrong");
	}

}
