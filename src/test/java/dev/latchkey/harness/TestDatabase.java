package dev.latchkey.harness;

import java.util.UUID;

/**
 * The kinds of database that the SQL has to run on. For a {@code @ParameterizedClass}
 * with an {@code @EnumSource}. PostgreSQL is the real server that all tests of a JVM
 * share, as {@link TestServers} starts it.
 */
public enum TestDatabase {

	H2 {
		@Override
		public String newUrl() {
			return "jdbc:h2:mem:" + UUID.randomUUID()
					+ ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1";
		}
	},

	POSTGRESQL {
		@Override
		public String newUrl() {
			return TestServers.freshDatabase().urlWithUser();
		}
	};

	/**
	 * Create an empty database.
	 * @return its URL, with all that is needed to connect
	 */
	public abstract String newUrl();

}
