package dev.latchkey.embedded;

import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/**
 * Explains in a sentence why the service cannot migrate the database, where what is in it
 * is the reason.
 */
class MigrationFailureAnalyzer extends AbstractFailureAnalyzer<FlywayException> {

	private final Environment environment;

	MigrationFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, FlywayException cause) {
		String database = DatabaseFailureAnalyzer.database(this.environment);
		if (cause.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
			return new FailureAnalysis(database + " has tables of another program.",
					"Create an empty database for Latchkey, and name it in spring.datasource.url.", cause);
		}
		if (cause instanceof FlywayValidateException) {
			return new FailureAnalysis(database + " was made by another version of Latchkey.",
					"Start the version that made it, or restore a backup of this version's.", cause);
		}
		return null;
	}

}
