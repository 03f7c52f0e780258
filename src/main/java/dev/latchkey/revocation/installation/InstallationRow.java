package dev.latchkey.revocation.installation;

import dev.latchkey.crypto.RandomIds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The row in which the database has its installation's name, which the first node to
 * start gives it.
 */
class InstallationRow {

	private static final Logger logger = LoggerFactory.getLogger(InstallationRow.class);

	private final JdbcClient jdbc;

	InstallationRow(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	String readOrInsert() {
		try {
			this.jdbc
				.sql("insert into installation (one, id) select 1, ? where not exists (select 1 from installation)")
				.param(RandomIds.next())
				.update();
		}
		catch (DuplicateKeyException ex) {
			logger.debug("Another node was first", ex);
		}
		return this.jdbc.sql("select id from installation").query(String.class).single();
	}

}
