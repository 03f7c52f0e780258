package dev.latchkey.oauth;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.latchkey.application.Application;
import dev.latchkey.crypto.RandomValues;
import dev.latchkey.crypto.Sha256;
import dev.latchkey.datastore.BatchedDelete;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Authorization requests that applications pushed (RFC 9126), by the database's clock:
 * the node that a browser comes to may not be the one to which one was pushed.
 */
public class PushedRequests {

	/** How long a browser has to come with the reference. */
	public static final Duration LIFETIME = Duration.ofMinutes(1);

	/** How long the longest request is, in characters. */
	public static final int LONGEST = 11 * 1024;

	/**
	 * How many may wait for one application. Each waits for seconds where the person is
	 * signed in, and for an hour where that person goes away: so it takes 14 people a
	 * second, day and night, who do not sign in.
	 */
	static final int MOST = 50_000;

	private static final String PREFIX = "urn:ietf:params:oauth:request_uri:";

	private static final int LENGTH = 32;

	private static final Pattern REFERENCE = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");

	private static final BatchedDelete EXPIRED = new BatchedDelete("pushed_request", "hash",
			"expires_at < current_timestamp", "expires_at");

	private final JdbcClient jdbc;

	private final JdbcOperations batches;

	private final int most;

	PushedRequests(JdbcClient jdbc, JdbcOperations batches, int most) {
		this.jdbc = jdbc;
		this.batches = batches;
		this.most = most;
	}

	/**
	 * Keep a request for a minute.
	 * @param application the application that has pushed it
	 * @param request what it asks for, as a query of up to {@value #LONGEST} characters
	 * @return the reference, which is good for one answer
	 * @throws TooManyPushedRequestsException if as many wait as may
	 * @throws org.springframework.dao.DataAccessException if it cannot be written
	 */
	public String push(Application application, String request) {
		if (reachesMost(application)) {
			throw new TooManyPushedRequestsException();
		}
		String reference = PREFIX + RandomValues.base64Url(LENGTH);
		this.jdbc.sql("""
				insert into pushed_request (hash, application_id, request, expires_at, prolonged)
				values (?, ?, ?, current_timestamp + interval '60' second, false)
				""").params(Sha256.base64Url(reference), application.id(), request).update();
		return reference;
	}

	/**
	 * Return whether as many wait as may; a few more do where they come at once.
	 */
	private boolean reachesMost(Application application) {
		return this.jdbc.sql("""
				select 1 from pushed_request where application_id = ? and expires_at > current_timestamp
				order by expires_at offset ? rows fetch first row only
				""").params(application.id(), this.most - 1).query(Integer.class).optional().isPresent();
	}

	/**
	 * Return what a reference stands for.
	 * @param reference the reference, as the browser brought it
	 * @param application the application that it is said to be of
	 * @return the query, or nothing if there is no such request any more
	 * @throws org.springframework.dao.DataAccessException if it cannot be read
	 */
	public Optional<String> find(String reference, Application application) {
		if (!REFERENCE.matcher(reference).matches()) {
			return Optional.empty();
		}
		return this.jdbc.sql("""
				select request from pushed_request
				where hash = ? and application_id = ? and expires_at > current_timestamp
				""").params(Sha256.base64Url(reference), application.id()).query(String.class).optional();
	}

	/**
	 * Keep a request for an hour more, in which a person signs in and consents. That is
	 * done once: a browser that comes again and again keeps nothing for ever.
	 * @param reference the reference, of a request that was found
	 * @throws org.springframework.dao.DataAccessException if it cannot be written
	 */
	public void prolong(String reference) {
		this.jdbc.sql("""
				update pushed_request set expires_at = current_timestamp + interval '1' hour, prolonged = true
				where hash = ? and not prolonged and expires_at > current_timestamp
				""").param(Sha256.base64Url(reference)).update();
	}

	/**
	 * Use a reference up. Of several callers at once, one does.
	 * @param reference the reference, of a request that was found
	 * @return whether it was there still
	 * @throws org.springframework.dao.DataAccessException if it cannot be deleted
	 */
	public boolean use(String reference) {
		return this.jdbc.sql("delete from pushed_request where hash = ? and expires_at > current_timestamp")
			.param(Sha256.base64Url(reference))
			.update() == 1;
	}

	/**
	 * Delete the requests that have expired.
	 */
	void purge() {
		EXPIRED.run(this.batches);
	}

}
