package dev.latchkey.oauth.device;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.latchkey.datastore.BatchedDelete;
import dev.latchkey.datastore.TimeColumns;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What devices ask for, by the database's clock: the device may ask another node than the
 * person. A row stays for a while after it has expired, so that a device which comes late
 * is told so.
 */
class DeviceAuthorizationRows {

	private static final BatchedDelete EXPIRED = new BatchedDelete("device_authorization", "hash",
			"expires_at < current_timestamp - interval '10' minute", "expires_at");

	private static final String UNDECIDED = " where user_code_mac = ? and decision is null and expires_at > current_timestamp";

	private final JdbcClient jdbc;

	private final JdbcOperations batches;

	DeviceAuthorizationRows(JdbcClient jdbc, JdbcOperations batches) {
		this.jdbc = jdbc;
		this.batches = batches;
	}

	/**
	 * Insert what a device asks for, which is good for ten minutes.
	 * @throws org.springframework.dao.DuplicateKeyException if another one has this user
	 * code
	 */
	void insert(String hash, String userCodeMac, DeviceAuthorization asked, int pollSeconds) {
		this.jdbc.sql("""
				insert into device_authorization (hash, user_code_mac, application_id, scopes, address, requested_at,
					expires_at, poll_seconds)
				values (?, ?, ?, ?, ?, ?, current_timestamp + interval '10' minute, ?)
				""")
			.params(hash, userCodeMac, asked.applicationId(), String.join(" ", asked.scopes()), asked.address(),
					TimeColumns.utc(asked.requestedAt()), pollSeconds)
			.update();
	}

	Optional<DeviceAuthorization> findUndecided(String userCodeMac) {
		return this.jdbc
			.sql("select application_id, scopes, address, requested_at from device_authorization" + UNDECIDED)
			.param(userCodeMac)
			.query((row, number) -> new DeviceAuthorization(row.getString("application_id"), scopes(row),
					row.getString("address"), TimeColumns.instant(row, "requested_at")))
			.optional();
	}

	/**
	 * Note the grant by which a person allows what a device asks for. A device that asks
	 * every few seconds has at least a minute to hear of it.
	 * @return whether it was not decided before
	 */
	boolean approve(String userCodeMac, String applicationId, String grantId) {
		return this.jdbc.sql("""
				update device_authorization set decision = 'approved', grant_id = ?,
					expires_at = greatest(expires_at, current_timestamp + interval '1' minute)
				""" + UNDECIDED + " and application_id = ?").params(grantId, userCodeMac, applicationId).update() == 1;
	}

	/**
	 * Refuse what a device asks for.
	 * @return whether it was not decided before
	 */
	boolean deny(String userCodeMac) {
		return this.jdbc.sql("update device_authorization set decision = 'denied'" + UNDECIDED)
			.param(userCodeMac)
			.update() == 1;
	}

	/**
	 * Return what a device asked for, and keep others from it until the caller's
	 * transaction ends. While another keeps it, there is nothing: a device that asks many
	 * times at once holds no connection for each.
	 */
	Optional<Row> lock(String hash) {
		return this.jdbc.sql("""
				select hash, application_id, scopes, expires_at, poll_seconds, polled_at, decision, grant_id,
					current_timestamp as now
				from device_authorization where hash = ? for update skip locked
				""")
			.param(hash)
			.query((row, number) -> new Row(row.getString("hash"), row.getString("application_id"), scopes(row),
					TimeColumns.instant(row, "expires_at"), row.getInt("poll_seconds"),
					TimeColumns.nullableInstant(row, "polled_at"), row.getString("decision"), row.getString("grant_id"),
					TimeColumns.instant(row, "now")))
			.optional();
	}

	/**
	 * Tell whether an application has a device code, whatever has become of it.
	 */
	boolean isOf(String hash, String applicationId) {
		return this.jdbc.sql("select count(*) from device_authorization where hash = ? and application_id = ?")
			.params(hash, applicationId)
			.query(Integer.class)
			.single() == 1;
	}

	/**
	 * Note that a device has asked, and how long it has to wait from now on.
	 */
	void notePoll(Row row, int pollSeconds) {
		this.jdbc.sql("update device_authorization set polled_at = ?, poll_seconds = ? where hash = ?")
			.params(TimeColumns.utc(row.now()), pollSeconds, row.hash())
			.update();
	}

	void delete(Row row) {
		this.jdbc.sql("delete from device_authorization where hash = ?").param(row.hash()).update();
	}

	/**
	 * Delete those that expired a while ago.
	 */
	void purge() {
		EXPIRED.run(this.batches);
	}

	private static SortedSet<String> scopes(ResultSet row) throws SQLException {
		SortedSet<String> scopes = new TreeSet<>();
		for (String scope : row.getString("scopes").split(" ", -1)) {
			if (!scope.isEmpty()) {
				scopes.add(scope);
			}
		}
		return scopes;
	}

	/**
	 * What a device asked for.
	 *
	 * @param hash the hash of its device code
	 * @param applicationId the application's registration
	 * @param scopes what it asked for
	 * @param expiresAt when it is over
	 * @param pollSeconds how long the device waits between two questions
	 * @param polledAt when it asked last, or {@code null}
	 * @param decision {@code approved}, {@code denied}, or {@code null}
	 * @param grantId the grant by which it is allowed, or {@code null}
	 * @param now the database's time
	 */
	record Row(String hash, String applicationId, SortedSet<String> scopes, Instant expiresAt, int pollSeconds,
			@Nullable Instant polledAt, @Nullable String decision, @Nullable String grantId, Instant now) {

		boolean isOver() {
			return !this.now.isBefore(this.expiresAt);
		}

		/**
		 * Return whether the device asks before it should. A second is forgiven, as
		 * networks do not keep intervals.
		 */
		boolean isTooSoon() {
			return this.polledAt != null && this.now.isBefore(this.polledAt.plusSeconds(this.pollSeconds - 1L));
		}

	}

}
