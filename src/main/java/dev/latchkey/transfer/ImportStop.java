package dev.latchkey.transfer;

import java.io.IOException;

import dev.latchkey.revocation.RevocationsUnknownException;
import dev.latchkey.session.SessionEndedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.TransactionException;

/**
 * Why an import has stopped before the end of its file.
 *
 * @param code the code that clients see
 * @param line the first line of which nothing was done
 */
record ImportStop(String code, long line) {

	private static final Logger logger = LoggerFactory.getLogger(ImportStop.class);

	/**
	 * Return the code of a failure that stops an import.
	 */
	static String codeOf(Exception failure) {
		if (failure instanceof SessionEndedException) {
			return "session-ended";
		}
		if (failure instanceof AccessDeniedException) {
			return "forbidden";
		}
		if (failure instanceof StalledInputException) {
			return "too-slow";
		}
		if (failure instanceof IOException) {
			return "broken-off";
		}
		if (failure instanceof DataAccessException || failure instanceof TransactionException
				|| failure instanceof RevocationsUnknownException) {
			return "unavailable";
		}
		logger.error("An import has failed", failure);
		return "internal-error";
	}

}
