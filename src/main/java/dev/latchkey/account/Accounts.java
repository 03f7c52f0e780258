package dev.latchkey.account;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.latchkey.account.username.Username;
import dev.latchkey.datastore.Page;
import dev.latchkey.datastore.TimeColumns;
import dev.latchkey.role.Administrators;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.Assert;

/**
 * Reads and locks accounts, each with one query.
 */
public class Accounts {

	private final JdbcClient jdbc;

	private final Administrators administrators;

	Accounts(JdbcClient jdbc, Administrators administrators) {
		this.jdbc = jdbc;
		this.administrators = administrators;
	}

	/**
	 * Return the account with a name.
	 * @param username the name
	 * @return the account, or nothing if none has that name or none can have it
	 */
	public Optional<Account> byUsername(Username username) {
		return username.ifPossible().flatMap((canonical) -> find("where username = ?", canonical));
	}

	/**
	 * Return the account with an id.
	 * @param id the id
	 * @return the account, or nothing if there is none any more
	 */
	public Optional<Account> byId(String id) {
		return find("where id = ?", id);
	}

	/**
	 * Return which account a person means who has forgotten how to sign in: with one
	 * small query, whatever was typed.
	 * @param typed a name in any form, or an address
	 * @return the id of the account that has that name; else of the one that has
	 * confirmed that address
	 */
	public Optional<String> idOf(String typed) {
		String name = Username.of(typed).ifPossible().orElse("");
		return this.jdbc.sql("""
				select id from account where username = :name or email_key = :key
				order by case when username = :name then 0 else 1 end fetch first row only
				""").param("name", name).param("key", EmailAddress.keyOf(typed)).query(String.class).optional();
	}

	/**
	 * Return the account that has confirmed an address.
	 * @param address the address
	 * @return the account, or nothing if none has confirmed it
	 */
	public Optional<Account> byEmail(EmailAddress address) {
		return find("where email_key = ?", address.key());
	}

	/**
	 * Return an account and keep other transactions from changing it until this one ends.
	 * For a login; a caller that wants to change more than the password takes
	 * {@link #lockToChange(String)}, because the locks have an order.
	 * @param id the id
	 * @return the account, or nothing if there is none any more
	 */
	public Optional<Account> lock(String id) {
		Assert.state(TransactionSynchronizationManager.isActualTransactionActive(), "A lock needs a transaction");
		// apart, as a joined row cannot be locked alone on every database
		return this.jdbc.sql("select id from account where id = ? for update")
			.param(id)
			.query(String.class)
			.optional()
			.flatMap(this::byId);
	}

	/**
	 * Return an account and keep all roles and permissions as they are until the
	 * transaction ends, so that what was found to be grantable still is when it is
	 * granted.
	 * @param id the id
	 * @return the account, or nothing if there is none any more
	 */
	public Optional<Account> lockToChange(String id) {
		this.administrators.lock();
		return lock(id);
	}

	/**
	 * Keep all roles and permissions as they are until the transaction ends.
	 */
	public void lockRoles() {
		this.administrators.lock();
	}

	/**
	 * Return a page of the accounts.
	 * @param search which of them, and in which order
	 * @param page the number of the page, from 0
	 * @param size how many accounts a page has, at least 1
	 * @return the page; past the end it is empty
	 */
	public Page<Account> page(AccountSearch search, int page, int size) {
		if (!search.isPossible()) {
			return new Page<>(List.of(), page, size, 0);
		}
		long total = this.jdbc.sql("select count(*) from account" + search.where())
			.params(search.parameters())
			.query(Long.class)
			.single();
		String order = " order by " + search.order().columns("");
		List<Account> accounts = this.jdbc
			.sql(AccountRows.select(search.where() + order + " limit :size offset :skipped", search.order()))
			.params(search.parameters())
			.param("size", size)
			.param("skipped", (long) page * size)
			.query(new AccountRows());
		return new Page<>(accounts, page, size, total);
	}

	/**
	 * Return when some accounts were created and last used.
	 * @param accounts the accounts, no more than fit on a page
	 * @return the times, by the account's id; those that are gone are missing
	 */
	public Map<String, AccountTimes> timesOf(List<Account> accounts) {
		if (accounts.isEmpty()) {
			return Map.of();
		}
		Map<String, AccountTimes> times = new HashMap<>();
		this.jdbc.sql("select id, created_at, last_sign_in_at from account where id in (:ids)")
			.param("ids", accounts.stream().map(Account::id).toList())
			.query((RowCallbackHandler) (row) -> times.put(row.getString("id"), new AccountTimes(
					TimeColumns.instant(row, "created_at"), TimeColumns.nullableInstant(row, "last_sign_in_at"))));
		return times;
	}

	/**
	 * Return whether there is no account at all.
	 * @return whether there is none
	 */
	public boolean isEmpty() {
		return this.jdbc.sql("select count(*) from account").query(Long.class).single() == 0;
	}

	private Optional<Account> find(String condition, String value) {
		return this.jdbc.sql(AccountRows.select(condition)).param(value).query(new AccountRows()).stream().findFirst();
	}

}
