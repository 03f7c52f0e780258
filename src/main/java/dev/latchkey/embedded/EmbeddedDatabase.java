package dev.latchkey.embedded;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * An H2 file in the data directory, in the place of {@code spring.datasource.*}.
 */
class EmbeddedDatabase implements JdbcConnectionDetails {

	// WRITE_DELAY: without it a commit that was acknowledged may be forgotten by a
	// process
	// that is killed within half a second. LOCK_TIMEOUT: every answer is due within two
	// seconds. DB_CLOSE_ON_EXIT: the pool closes the file; a hook of H2's own would race
	// it
	private static final String SETTINGS = ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
			+ ";WRITE_DELAY=0;LOCK_TIMEOUT=1000;DB_CLOSE_ON_EXIT=FALSE";

	private static final String PREFIX = "jdbc:h2:file:";

	private final DataDirectory directory;

	EmbeddedDatabase(DataDirectory directory) {
		this.directory = directory;
	}

	@Override
	public String getJdbcUrl() {
		return PREFIX + this.directory.resolve("latchkey") + SETTINGS;
	}

	@Override
	public String getUsername() {
		return "sa";
	}

	@Override
	public String getPassword() {
		// whoever can read the file does not need one
		return "";
	}

}
