package dev.latchkey.revocation.installation;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what to do about a Redis that belongs to another installation.
 */
class ForeignRedisFailureAnalyzer extends AbstractFailureAnalyzer<ForeignRedisException> {

	@Override
	protected FailureAnalysis analyze(Throwable root, ForeignRedisException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()),
				"Give each installation a Redis of its own (spring.data.redis.*); or, if this database has taken the "
						+ "other's place for good, delete the key " + InstallationCheck.KEY + " in Redis.",
				cause);
	}

}
