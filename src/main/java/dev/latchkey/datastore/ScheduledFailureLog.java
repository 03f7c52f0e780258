package dev.latchkey.datastore;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.util.ErrorHandler;

/**
 * Logs what fails in scheduled tasks, which run again later. Spring would log each
 * failure with its trace, for as long as the database is away.
 */
class ScheduledFailureLog implements ErrorHandler {

	private static final Logger logger = LoggerFactory.getLogger(ScheduledFailureLog.class);

	private final RareLog rare;

	ScheduledFailureLog(RareLog rare) {
		this.rare = rare;
	}

	@Override
	public void handleError(Throwable failure) {
		if (!this.rare.admits(failure.getClass().getName())) {
			logger.debug("A scheduled task failed", failure);
		}
		else if (failure instanceof DataAccessException || failure instanceof TransactionException) {
			logger.warn("A scheduled task failed, and will run again: {}", failure.toString());
		}
		else {
			logger.error("A scheduled task failed, and will run again", failure);
		}
	}

}
