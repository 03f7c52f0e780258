package dev.latchkey.datastore;

/**
 * The service was told to stop while it was still waiting for the database.
 */
class AbandonedStartException extends RuntimeException {

	AbandonedStartException() {
		super("Stopped while waiting for the database");
	}

}
