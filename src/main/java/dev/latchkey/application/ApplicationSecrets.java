package dev.latchkey.application;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

import dev.latchkey.datastore.TimeColumns;
import org.jspecify.annotations.Nullable;

/**
 * The hashes of an application's secrets.
 *
 * @param hash that of its secret, if it has one
 * @param oldHash that of the secret before, if that may be good still
 * @param oldUntil until when the secret before is good, exclusive
 */
record ApplicationSecrets(@Nullable String hash, @Nullable String oldHash, @Nullable Instant oldUntil) {

	/** Those of an application that has none: nothing proves that a client is it. */
	static final ApplicationSecrets NONE = new ApplicationSecrets(null, null, null);

	// stands in for a hash that is not there
	private static final String DECOY_HASH = ApplicationSecret.hash(ApplicationSecret.generate());

	static ApplicationSecrets only(@Nullable String hash) {
		return new ApplicationSecrets(hash, null, null);
	}

	static ApplicationSecrets of(ResultSet row) throws SQLException {
		return new ApplicationSecrets(row.getString("secret_hash"), row.getString("old_secret_hash"),
				TimeColumns.nullableInstant(row, "old_secret_until"));
	}

	/**
	 * Return them with another secret in front. The one before the last is no longer
	 * good.
	 */
	ApplicationSecrets renewed(String newHash, Duration keepOldFor, Instant now) {
		boolean kept = this.hash != null && !keepOldFor.isZero();
		return kept ? new ApplicationSecrets(newHash, this.hash, now.plus(keepOldFor)) : only(newHash);
	}

	/**
	 * Return whether a secret is one of them. As much is compared where there are none,
	 * so that the time tells nothing.
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
		return "ApplicationSecrets";
	}

}
