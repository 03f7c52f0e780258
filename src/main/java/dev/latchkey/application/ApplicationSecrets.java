package dev.latchkey.application;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

import dev.latchkey.datastore.Columns;
import org.jspecify.annotations.Nullable;

/**
 * What an application may prove itself with.
 *
 * @param client the application
 * @param hash the hash of its secret, if it has one
 * @param oldHash the hash of the secret before that one
 * @param oldUntil until when the secret before is good, exclusive
 */
record ApplicationSecrets(ApplicationClient client, @Nullable String hash, @Nullable String oldHash,
		@Nullable Instant oldUntil) {

	// stands in for a hash that is not there
	private static final String DECOY_HASH = ApplicationSecret.hash(ApplicationSecret.generate());

	/**
	 * Do for an application that does not exist what is done for one that does.
	 * @return false
	 */
	static boolean matchNone(String secret) {
		ApplicationSecret.matches(secret, DECOY_HASH);
		ApplicationSecret.matches(secret, DECOY_HASH);
		return false;
	}

	static ApplicationSecrets of(ResultSet row) throws SQLException {
		return new ApplicationSecrets(
				new ApplicationClient(row.getString("id"), row.getString("client_id"), row.getBoolean("introspect")),
				row.getString("secret_hash"), row.getString("old_secret_hash"),
				Columns.nullableInstant(row, "old_secret_until"));
	}

	/**
	 * Return whether a secret is one of them. Both are compared, however the first
	 * comparison ends.
	 */
	boolean match(String secret, Instant now) {
		boolean isNew = matches(secret, this.hash);
		boolean isOld = matches(secret, this.oldHash);
		return isNew || (isOld && this.oldUntil != null && now.isBefore(this.oldUntil));
	}

	private static boolean matches(String secret, @Nullable String hash) {
		boolean matches = ApplicationSecret.matches(secret, (hash != null) ? hash : DECOY_HASH);
		return matches && hash != null;
	}

	/**
	 * Keep the hashes out of logs.
	 */
	@Override
	public String toString() {
		return "ApplicationSecrets[" + this.client.clientId() + "]";
	}

}
