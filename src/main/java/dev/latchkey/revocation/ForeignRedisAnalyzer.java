package dev.latchkey.revocation;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what to do about a Redis that belongs to somebody else.
 */
class ForeignRedisAnalyzer extends AbstractFailureAnalyzer<ForeignRedis> {

	@Override
	protected FailureAnalysis analyze(Throwable root, ForeignRedis cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()),
				"Give each installation a Redis of its own (spring.data.redis.*); or, if this database has taken the "
						+ "other's place for good, delete the key " + Installation.KEY + " in Redis.",
				cause);
	}

}
