package dev.latchkey.key;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains in a sentence why the service does not start with this master key.
 */
class UnreadableKeyFailureAnalyzer extends AbstractFailureAnalyzer<UnreadableKeyException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnreadableKeyException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()),
				"Give the master key that the other nodes, or earlier starts, were given. If it is lost, "
						+ "delete the rows of the table signing_key; then all users have to sign in again.",
				cause);
	}

}
