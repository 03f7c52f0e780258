package dev.latchkey.mode;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains how to name a mode.
 */
class ModeProfileFailureAnalyzer extends AbstractFailureAnalyzer<ModeProfileException> {

	@Override
	protected FailureAnalysis analyze(Throwable root, ModeProfileException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()),
				"Set spring.profiles.active to session or to jwt, with other profiles beside it as you like, such as "
						+ "session,production; or leave it out for session.",
				cause);
	}

}
