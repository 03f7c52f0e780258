package dev.latchkey.embedded;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * Connection details of an H2 file in the data directory, used instead of
 * {@code spring.datasource.*}.
 */
class EmbeddedDatabase implements JdbcConnectionDetails {

	// WRITE_DELAY: otherwise a process that is killed loses the commits of its last
	// half second, although they were acknowledged. LOCK_TIMEOUT: an answer is due
	// within two seconds. DB_CLOSE_ON_EXIT: the pool closes the file; H2's shutdown
	// hook would race it. TRACE_LEVEL_FILE: the failures that H2 would write to a file
	// beside the database come as exceptions too, and the disk may be full
	private static final String SETTINGS = ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
			+ ";WRITE_DELAY=0;LOCK_TIMEOUT=1000;DB_CLOSE_ON_EXIT=FALSE" + ";TRACE_LEVEL_FILE=0";

	private static final String PREFIX = "jdbc:h2:file:";

	private final DataDirectory directory;

	EmbeddedDatabase(DataDirectory directory) {
		this.directory = directory;
		directory.file("latchkey.mv.db");
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
		// a process that can read the file needs none
		return "";
	}

}
