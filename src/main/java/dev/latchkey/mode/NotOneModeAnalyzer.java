package dev.latchkey.mode;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says how to name a mode.
 */
class NotOneModeAnalyzer extends AbstractFailureAnalyzer<NotOneMode> {

	@Override
	protected FailureAnalysis analyze(Throwable root, NotOneMode cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()),
				"Set spring.profiles.active to session or to jwt, with other profiles beside it as you like, such as "
						+ "session,production; or leave it out for session.",
				cause);
	}

}
