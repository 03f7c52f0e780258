package dev.latchkey.session;

import java.time.Duration;

/**
 * A change asks for a more recent proof: the person has to show a password, a code or a
 * passkey once more. Nothing was changed.
 */
public class ProofTooOldException extends RuntimeException {

	private final Duration maxAge;

	/**
	 * Refuse a change.
	 * @param maxAge how old the proof may be
	 */
	public ProofTooOldException(Duration maxAge) {
		super("proof too old");
		this.maxAge = maxAge;
	}

	/**
	 * Return how old the proof may be.
	 * @return the age
	 */
	public Duration maxAge() {
		return this.maxAge;
	}

}
