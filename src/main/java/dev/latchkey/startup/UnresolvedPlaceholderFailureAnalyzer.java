package dev.latchkey.startup;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.util.PlaceholderResolutionException;

/**
 * Names the placeholder in a setting that has no value. The exception's own message
 * quotes the whole value, which may be a secret.
 */
class UnresolvedPlaceholderFailureAnalyzer extends AbstractFailureAnalyzer<PlaceholderResolutionException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, PlaceholderResolutionException cause) {
		return new FailureAnalysis(
				"A setting contains the placeholder ${%s}, which has no value.".formatted(cause.getPlaceholder()),
				"Set %1$s, for instance as an environment variable, or give a default with ${%1$s:default}; "
					.formatted(cause.getPlaceholder()) + "in a text that is meant as it stands, write \\${ for ${.",
				cause);
	}

}
