package dev.latchkey.application;

import java.time.Duration;

/**
 * An application has a new secret. Published in the transaction that gives it one.
 *
 * @param clientId its public name
 * @param oldKept for how long the old secret stays good; zero where it is not
 */
public record ApplicationSecretRenewed(String clientId, Duration oldKept) {

	/**
	 * Say nothing but whose it is.
	 */
	@Override
	public String toString() {
		return "ApplicationSecretRenewed[" + this.clientId + "]";
	}

}
