package dev.latchkey.grant;

import java.util.Optional;

import dev.latchkey.datastore.BatchedDelete;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The tickets that were issued and not used, by the database's clock: the node that
 * redeems one may not be the one that has issued it.
 */
class TicketRows {

	private static final BatchedDelete EXPIRED = new BatchedDelete("entry_ticket", "hash",
			"expires_at < current_timestamp", "expires_at");

	private static final String WHICH = """
			 from entry_ticket where hash = :hash and application_id = :application and host = :host
				and nonce_hash = :nonce and expires_at > current_timestamp
			""";

	private final JdbcClient jdbc;

	private final JdbcOperations batches;

	TicketRows(JdbcClient jdbc, JdbcOperations batches) {
		this.jdbc = jdbc;
		this.batches = batches;
	}

	/**
	 * Insert a ticket of a session, which is good for a minute.
	 */
	void insert(Ticket ticket, String handle) {
		this.jdbc.sql("""
				insert into entry_ticket (hash, application_id, host, nonce_hash, handle, expires_at)
				values (:hash, :application, :host, :nonce, :handle, current_timestamp + interval '60' second)
				""").paramSource(ticket).param("handle", handle).update();
	}

	/**
	 * Use a ticket up. Of several callers at once, one does.
	 * @return the handle of its session, or nothing if there is no such ticket
	 */
	Optional<String> take(Ticket ticket) {
		return this.jdbc.sql("select handle" + WHICH)
			.paramSource(ticket)
			.query(String.class)
			.optional()
			.filter((handle) -> this.jdbc.sql("delete" + WHICH).paramSource(ticket).update() == 1);
	}

	/**
	 * Delete the tickets that have expired.
	 */
	void purge() {
		EXPIRED.run(this.batches);
	}

	/**
	 * What a ticket is for.
	 *
	 * @param hash the hash of its text
	 * @param application the id of the application
	 * @param host the application's host, canonical
	 * @param nonce the hash of the browser's nonce
	 */
	record Ticket(String hash, String application, String host, String nonce) {
	}

}
