package dev.latchkey.embedded;

import java.sql.SQLException;

import dev.latchkey.datastore.DatabaseFailure;
import dev.latchkey.datastore.DatabaseName;
import dev.latchkey.datastore.ExternalServers;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/**
 * Explains in a sentence why the service cannot use the database at its start.
 */
class DatabaseFailureAnalyzer extends AbstractFailureAnalyzer<SQLException> {

	private final Environment environment;

	DatabaseFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SQLException outermost) {
		DatabaseFailure failure = DatabaseFailure.of(outermost);
		return (failure != null) ? new FailureAnalysis(database(this.environment) + " " + failure.description(),
				failure.action(), outermost) : null;
	}

	/**
	 * Name the database, to begin a sentence with.
	 */
	static String database(Environment environment) {
		return ExternalServers.hasDatabase(environment) ? DatabaseName.describe(environment)
				: "The embedded database in %s".formatted(DataDirectory.path(environment));
	}

}
