package dev.latchkey.factor;

import java.time.Duration;
import java.util.Optional;

import dev.latchkey.account.Account;
import dev.latchkey.crypto.DerivedKeys;
import dev.latchkey.crypto.Sha256;
import dev.latchkey.crypto.TextMac;
import dev.latchkey.datastore.BatchedDelete;
import dev.latchkey.datastore.TimeColumns;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The tickets of logins that wait for a second factor, by the database's clock: each good
 * for five minutes, five wrong codes and one login, at any node.
 */
public class LoginTickets {

	/** How long a ticket is good. */
	public static final Duration LIFETIME = Duration.ofMinutes(5);

	/** How many wrong codes make a ticket void. */
	private static final int MOST_FAILURES = 5;

	private static final BatchedDelete EXPIRED = new BatchedDelete("login_ticket", "hash",
			"expires_at < current_timestamp", "expires_at");

	private final JdbcClient jdbc;

	private final JdbcOperations batches;

	private final LoginTicketCodec codec;

	private final SecondFactors factors;

	private final TextMac versions;

	private final TransactionOperations transaction;

	private final ApplicationEventPublisher events;

	LoginTickets(JdbcClient jdbc, JdbcOperations batches, LoginTicketCodec codec, SecondFactors factors,
			DerivedKeys keys, TransactionOperations transaction, ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.batches = batches;
		this.codec = codec;
		this.factors = factors;
		this.versions = new TextMac(keys.forAuthenticating("latchkey: passwords of login tickets"));
		this.transaction = transaction;
		this.events = events;
	}

	/**
	 * Return a name for the password that an account has. Its hash has a salt, so that
	 * each change makes another name.
	 * @param account the account
	 * @return the name, from which nothing about the hash is to be learnt
	 */
	public String versionOf(Account account) {
		return this.versions.compute(account.id(), account.passwordHash());
	}

	/**
	 * Note a login that waits, in one transaction.
	 * @param login the login
	 * @param username the canonical name of its account
	 * @param knownDevice the device, if it is known by the account's present password;
	 * else {@code null}
	 * @return what to tell the client
	 */
	public SecondFactorRequiredException demand(PendingLogin login, String username, @Nullable String knownDevice) {
		return this.transaction.execute((status) -> {
			LoginTicket ticket = issue(login, username, knownDevice);
			return new SecondFactorRequiredException(ticket.text(), this.factors.kindsOf(login.accountId()));
		});
	}

	private LoginTicket issue(PendingLogin login, String username, @Nullable String knownDevice) {
		LoginTicket ticket = this.codec.write(login.accountId(), username, knownDevice);
		this.jdbc.sql("""
				insert into login_ticket (hash, account_id, password_version, epoch, live_since, transport, remembered,
					device_id, failures, expires_at)
				values (?, ?, ?, ?, ?, ?, ?, ?, 0, current_timestamp + interval '5' minute)
				""")
			.params(hash(ticket), login.accountId(), login.passwordVersion(), login.epoch(),
					TimeColumns.utc(login.liveSince()), login.transport(), login.remembered())
			.param(login.deviceId())
			.update();
		return ticket;
	}

	/**
	 * Return what a ticket says, without asking whether it is good still.
	 * @param text what a client sent
	 * @return the ticket, or nothing if this installation did not write it
	 */
	public Optional<LoginTicket> read(String text) {
		return this.codec.read(text);
	}

	/**
	 * Return a login that waits, and keep others from it until the caller's transaction
	 * ends.
	 * @param ticket its ticket
	 * @return the login, or nothing if the ticket is void, used or expired
	 */
	public Optional<PendingLogin> lock(LoginTicket ticket) {
		return this.jdbc.sql("""
				select account_id, password_version, epoch, live_since, transport, remembered, device_id
				from login_ticket where hash = ? and failures < ? and expires_at > current_timestamp for update
				""")
			.params(hash(ticket), MOST_FAILURES)
			.query((row, number) -> new PendingLogin(row.getString("account_id"), row.getString("password_version"),
					row.getLong("epoch"), TimeColumns.instant(row, "live_since"), row.getString("transport"),
					row.getBoolean("remembered"), row.getString("device_id")))
			.optional();
	}

	/**
	 * Count a wrong code. Every fifth one of an account publishes {@link CodesGuessed},
	 * with one ticket or with several: a guesser could leave each before it is void.
	 * @param ticket the ticket, which the caller has locked, and its account
	 */
	public void countFailure(LoginTicket ticket) {
		this.jdbc.sql("update login_ticket set failures = failures + 1 where hash = ?").param(hash(ticket)).update();
		long failures = this.jdbc.sql("select sum(failures) from login_ticket where account_id = ?")
			.param(ticket.accountId())
			.query(Long.class)
			.single();
		if (failures % MOST_FAILURES == 0) {
			this.events.publishEvent(new CodesGuessed(ticket.accountId(), ticket.username()));
		}
	}

	/**
	 * Use a ticket up.
	 * @param ticket the ticket, which the caller has locked
	 */
	public void use(LoginTicket ticket) {
		this.jdbc.sql("delete from login_ticket where hash = ?").param(hash(ticket)).update();
	}

	/**
	 * Delete the tickets that have expired.
	 */
	void purge() {
		EXPIRED.run(this.batches);
	}

	private static String hash(LoginTicket ticket) {
		return Sha256.base64Url(ticket.text());
	}

}
