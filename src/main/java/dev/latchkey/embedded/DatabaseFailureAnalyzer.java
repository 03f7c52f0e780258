package dev.latchkey.embedded;

import java.sql.SQLException;

import dev.latchkey.datastore.ExternalServers;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/**
 * Explains in a sentence why the service cannot use the database at its start. Decides by
 * the SQL state, which drivers and pools keep in the exceptions that they wrap. Prints
 * neither the user's password nor the part of the URL that may contain one.
 */
class DatabaseFailureAnalyzer extends AbstractFailureAnalyzer<SQLException> {

	// of H2: "Database may be already in use"
	private static final String ALREADY_OPEN = "90020";

	private static final String NO_SUCH_DATABASE = "3D000";

	private static final String CONNECTION = "08";

	private static final String AUTHORIZATION = "28";

	private final Environment environment;

	DatabaseFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SQLException outermost) {
		for (Throwable cause = outermost; cause != null; cause = cause.getCause()) {
			FailureAnalysis analysis = (cause instanceof SQLException ex) ? analyze(ex) : null;
			if (analysis != null) {
				return analysis;
			}
		}
		return null;
	}

	private @Nullable FailureAnalysis analyze(SQLException cause) {
		String state = String.valueOf(cause.getSQLState());
		if (state.equals(ALREADY_OPEN)) {
			return new FailureAnalysis("%s is open in another program.".formatted(database()),
					"Close it there; a file can be open only once.", cause);
		}
		if (state.startsWith(CONNECTION)) {
			return new FailureAnalysis("%s cannot be reached.".formatted(database()),
					"Start it, or correct spring.datasource.url.", cause);
		}
		if (state.equals(NO_SUCH_DATABASE)) {
			return new FailureAnalysis("%s does not exist on that server.".formatted(database()),
					"Create it, or correct spring.datasource.url.", cause);
		}
		if (state.startsWith(AUTHORIZATION)) {
			return new FailureAnalysis("%s does not accept this user and password.".formatted(database()),
					"Correct spring.datasource.username and spring.datasource.password.", cause);
		}
		return null;
	}

	private String database() {
		if (!ExternalServers.hasDatabase(this.environment)) {
			return "The embedded database in %s".formatted(DataDirectory.path(this.environment));
		}
		String url = this.environment.getProperty("spring.datasource.url", "");
		return "The database " + url.replaceFirst("[?;].*", "").replaceFirst("//[^/]*@", "//");
	}

}
