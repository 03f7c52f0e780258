package dev.latchkey.account;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.latchkey.crypto.RandomIds;
import dev.latchkey.datastore.Page;
import dev.latchkey.role.Administrators;
import dev.latchkey.role.CredentialCapacity;
import dev.latchkey.role.InvalidRoleException;
import dev.latchkey.role.LastAdministratorException;
import dev.latchkey.role.Roles;
import dev.latchkey.role.UnknownRoleException;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.Assert;

/**
 * The accounts. Reading takes one query; a change joins the caller's transaction, and
 * whoever makes one also ends the sessions that it concerns.
 */
public class Accounts {

	private final JdbcClient jdbc;

	private final Administrators administrators;

	private final Roles roles;

	private final ApplicationEventPublisher events;

	Accounts(JdbcClient jdbc, Administrators administrators, Roles roles, ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.administrators = administrators;
		this.roles = roles;
		this.events = events;
	}

	/**
	 * Return the account with a name.
	 * @param anyForm the name, however it is written
	 * @return the account, or nothing if none has that name or none can have it
	 */
	public Optional<Account> byUsername(String anyForm) {
		try {
			return find("where username = ?", Usernames.canonical(anyForm));
		}
		catch (InvalidUsernameException ex) {
			return Optional.empty();
		}
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
	 * Return an account and keep everybody else from changing it until the transaction
	 * ends. For a login; whoever wants to change more than the password takes
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
	 * Return a page of the accounts, by name.
	 * @param q a part of the name in any form, or {@code null} or empty for all
	 * @param page the number of the page, from 0
	 * @param size how many accounts a page has, at least 1
	 * @return the page; past the end it is empty
	 */
	public Page<Account> page(@Nullable String q, int page, int size) {
		Optional<String> part = Usernames.fragment((q != null) ? q : "");
		if (part.isEmpty()) {
			return new Page<>(List.of(), page, size, 0);
		}
		String pattern = "%" + part.get().replaceAll("[!%_]", "!$0") + "%";
		long total = this.jdbc.sql("select count(*) from account where username like ? escape '!'")
			.param(pattern)
			.query(Long.class)
			.single();
		List<Account> accounts = this.jdbc
			.sql(AccountRows.of("where username like ? escape '!' order by username limit ? offset ?"))
			.params(pattern, size, (long) page * size)
			.query(new AccountRows());
		return new Page<>(accounts, page, size, total);
	}

	/**
	 * Create an active account.
	 * @param username its name in any form
	 * @param passwordHash the hash of its password
	 * @param mustChangePassword whether the password is only for the first login
	 * @param roles names of its roles
	 * @return the account
	 * @throws InvalidUsernameException if no account can have that name
	 * @throws UsernameTakenException if another account has it
	 * @throws UnknownRoleException if there is no such role
	 * @throws InvalidRoleException if these are more roles than a credential can carry
	 */
	public Account create(String username, String passwordHash, boolean mustChangePassword, Set<String> roles) {
		String name = Usernames.canonical(username);
		return this.administrators.change(() -> {
			String id = RandomIds.next();
			try {
				this.jdbc.sql("""
						insert into account (id, username, password_hash, status, must_change_password, created_at)
						values (?, ?, ?, ?, ?, current_timestamp)""")
					.params(id, name, passwordHash, AccountStatus.ACTIVE.code(), mustChangePassword)
					.update();
			}
			catch (DuplicateKeyException ex) {
				throw new UsernameTakenException();
			}
			grant(id, roles);
			Account created = byId(id).orElseThrow();
			this.events.publishEvent(new AccountCreated(id, name, created.roles()));
			return created;
		});
	}

	/**
	 * Change the password.
	 * @param id the account
	 * @param hash the hash of the new password
	 * @param mustChange whether it is only for the next login
	 * @throws UnknownAccountException if there is no such account
	 */
	public void changePassword(String id, String hash, boolean mustChange) {
		requireOne(this.jdbc.sql("update account set password_hash = ?, must_change_password = ? where id = ?")
			.params(hash, mustChange, id)
			.update());
		this.events.publishEvent(new PasswordChanged(id, nameOf(id), mustChange));
	}

	/**
	 * Disable an account, or let it be used again.
	 * @param id the account
	 * @param status the new status
	 * @throws UnknownAccountException if there is no such account
	 * @throws LastAdministratorException if nobody could administer accounts any more
	 */
	public void changeStatus(String id, AccountStatus status) {
		this.administrators.change(() -> {
			requireOne(this.jdbc.sql("update account set status = ? where id = ?").params(status.code(), id).update());
			this.events.publishEvent(new StatusChanged(id, nameOf(id), status));
			return status;
		});
	}

	/**
	 * Give an account these roles and no others.
	 * @param id the account
	 * @param roles names of the roles
	 * @throws UnknownAccountException if there is no such account
	 * @throws UnknownRoleException if there is no such role
	 * @throws InvalidRoleException if these are more roles than a credential can carry
	 * @throws LastAdministratorException if nobody could administer accounts any more
	 */
	public void changeRoles(String id, Set<String> roles) {
		this.administrators.change(() -> {
			Account account = lock(id).orElseThrow(UnknownAccountException::new);
			this.jdbc.sql("delete from account_role where account_id = ?").param(account.id()).update();
			int granted = grant(account.id(), roles);
			this.events.publishEvent(new RolesChanged(id, account.username(), account.roles(), new TreeSet<>(roles)));
			return granted;
		});
	}

	/**
	 * Delete an account for good.
	 * @param id the account
	 * @throws UnknownAccountException if there is no such account
	 * @throws LastAdministratorException if nobody could administer accounts any more
	 */
	public void delete(String id) {
		this.administrators.change(() -> {
			String name = nameOf(id);
			int deleted = this.jdbc.sql("delete from account where id = ?").param(id).update();
			this.events.publishEvent(new AccountDeleted(id, name));
			return deleted;
		});
	}

	boolean isEmpty() {
		return this.jdbc.sql("select count(*) from account").query(Long.class).single() == 0;
	}

	private String nameOf(String id) {
		return this.jdbc.sql("select username from account where id = ?")
			.param(id)
			.query(String.class)
			.optional()
			.orElseThrow(UnknownAccountException::new);
	}

	private Optional<Account> find(String condition, String value) {
		return this.jdbc.sql(AccountRows.of(condition)).param(value).query(new AccountRows()).stream().findFirst();
	}

	private int grant(String id, Set<String> names) {
		CredentialCapacity.require(names, this.roles.permissionsOf(names));
		return names.stream()
			.mapToInt((name) -> this.jdbc.sql("insert into account_role (account_id, role) values (?, ?)")
				.params(id, name)
				.update())
			.sum();
	}

	private static int requireOne(int rows) {
		if (rows == 0) {
			throw new UnknownAccountException();
		}
		return rows;
	}

}
