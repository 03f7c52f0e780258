package dev.latchkey.datastore;

import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Keeps quiet about a start that was told to stop: it has not failed.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class AbandonedStartReporter implements SpringBootExceptionReporter {

	@Override
	public boolean reportException(Throwable failure) {
		return NestedExceptionUtils.getMostSpecificCause(failure) instanceof AbandonedStartException;
	}

}
