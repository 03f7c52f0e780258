package dev.latchkey.account;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.TreeSet;

import dev.latchkey.account.username.InvalidUsernameException;
import dev.latchkey.account.username.Username;
import dev.latchkey.account.username.UsernameTakenException;
import dev.latchkey.crypto.RandomIds;
import dev.latchkey.datastore.TimeColumns;
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

/**
 * Creates, changes and deletes accounts. A change joins the caller's transaction; the
 * caller also ends the sessions that it concerns.
 */
public class AccountChanges {

	// the actor in the event log for what the server itself does
	static final String SYSTEM = "system";

	private final Accounts accounts;

	private final JdbcClient jdbc;

	private final Administrators administrators;

	private final Roles roles;

	private final ApplicationEventPublisher events;

	private final TemporaryPasswordSettings temporary;

	private final Clock clock;

	AccountChanges(Accounts accounts, JdbcClient jdbc, Administrators administrators, Roles roles,
			ApplicationEventPublisher events, TemporaryPasswordSettings temporary, Clock clock) {
		this.accounts = accounts;
		this.jdbc = jdbc;
		this.administrators = administrators;
		this.roles = roles;
		this.events = events;
		this.temporary = temporary;
		this.clock = clock;
	}

	/**
	 * Create an active account.
	 * @param username its name
	 * @param passwordHash the hash of its password
	 * @param mustChangePassword whether the password is only for the first login, which
	 * has to come before it expires
	 * @param roles names of its roles
	 * @return the account
	 * @throws InvalidUsernameException if no account can have that name, or if it is that
	 * of the server in the event log; an account that has that name already keeps it
	 * @throws UsernameTakenException if another account has it
	 * @throws UnknownRoleException if there is no such role
	 * @throws InvalidRoleException if these are more roles than a credential can carry
	 */
	public Account create(Username username, String passwordHash, boolean mustChangePassword, Set<String> roles) {
		return create(username, passwordHash, mustChangePassword, expiry(mustChangePassword), roles);
	}

	/**
	 * Create the first account, whose password does not expire.
	 * @param username its name
	 * @param passwordHash the hash of its password
	 * @param mustChangePassword whether the password is only for the first login
	 * @param roles names of its roles
	 * @return the account
	 */
	public Account createFirst(Username username, String passwordHash, boolean mustChangePassword, Set<String> roles) {
		return create(username, passwordHash, mustChangePassword, null, roles);
	}

	private Account create(Username username, String passwordHash, boolean mustChangePassword,
			@Nullable OffsetDateTime temporaryUntil, Set<String> roles) {
		String name = username.canonical();
		if (name.equals(SYSTEM)) {
			throw new InvalidUsernameException();
		}
		return this.administrators.add(() -> {
			String id = RandomIds.next();
			try {
				this.jdbc.sql("""
						insert into account (id, username, password_hash, status, must_change_password,
							temporary_until, created_at)
						values (?, ?, ?, ?, ?, ?, current_timestamp)""")
					.params(id, name, passwordHash, AccountStatus.ACTIVE.code(), mustChangePassword)
					.param(temporaryUntil)
					.update();
			}
			catch (DuplicateKeyException ex) {
				throw new UsernameTakenException();
			}
			grant(id, roles);
			Account created = this.accounts.byId(id).orElseThrow();
			this.events.publishEvent(new AccountCreated(id, name, created.roles()));
			return created;
		});
	}

	/**
	 * Change the password.
	 * @param id the account
	 * @param hash the hash of the new password
	 * @param mustChange whether it is only for the next login, which has to come before
	 * it expires
	 * @throws UnknownAccountException if there is no such account
	 */
	public void changePassword(String id, String hash, boolean mustChange) {
		changePassword(id, hash, mustChange ? PasswordSource.TEMPORARY : PasswordSource.OWNER);
	}

	/**
	 * Change the password for a person who holds a link.
	 * @param id the account
	 * @param hash the hash of the new password
	 * @throws UnknownAccountException if there is no such account
	 */
	public void changePasswordByLink(String id, String hash) {
		changePassword(id, hash, PasswordSource.LINK);
	}

	/**
	 * Change the password to one whose hash an administrator has brought.
	 * @param id the account
	 * @param hash the hash of the new password
	 * @throws UnknownAccountException if there is no such account
	 */
	public void importPassword(String id, String hash) {
		changePassword(id, hash, PasswordSource.IMPORT);
	}

	private void changePassword(String id, String hash, PasswordSource source) {
		boolean mustChange = source == PasswordSource.TEMPORARY;
		requireOne(this.jdbc
			.sql("update account set password_hash = ?, must_change_password = ?, temporary_until = ? where id = ?")
			.params(hash, mustChange)
			.param(expiry(mustChange))
			.param(id)
			.update());
		this.events.publishEvent(new PasswordChanged(id, nameOf(id), source));
	}

	/**
	 * Store another hash of the password that an account has, unless the stored one was
	 * replaced meanwhile. The password stays the same, so no session ends.
	 * @param account the account, as it was read before its password was checked
	 * @param hash another hash of that password
	 * @return whether it was stored
	 */
	public boolean renewHash(Account account, String hash) {
		return this.jdbc.sql("update account set password_hash = ? where id = ? and password_hash = ?")
			.params(hash, account.id(), account.passwordHash())
			.update() > 0;
	}

	/**
	 * Note that an account signs in. Joins the caller's transaction.
	 * @param id the account
	 * @param now the present time
	 */
	public void noteSignIn(String id, Instant now) {
		this.jdbc.sql("update account set last_sign_in_at = ? where id = ?").params(TimeColumns.utc(now), id).update();
	}

	/**
	 * Disable an account, or let it be used again.
	 * @param id the account
	 * @param status the new status
	 * @throws UnknownAccountException if there is no such account
	 * @throws LastAdministratorException if the last administrator would be gone
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
	 * @throws LastAdministratorException if the last administrator would be gone
	 */
	public void changeRoles(String id, Set<String> roles) {
		this.administrators.change(() -> {
			Account account = this.accounts.lock(id).orElseThrow(UnknownAccountException::new);
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
	 * @throws LastAdministratorException if the last administrator would be gone
	 */
	public void delete(String id) {
		this.administrators.change(() -> {
			String name = nameOf(id);
			int deleted = this.jdbc.sql("delete from account where id = ?").param(id).update();
			this.events.publishEvent(new AccountDeleted(id, name));
			return deleted;
		});
	}

	private @Nullable OffsetDateTime expiry(boolean mustChange) {
		return mustChange ? TimeColumns.utc(this.clock.instant().plus(this.temporary.lifetime())) : null;
	}

	private String nameOf(String id) {
		return this.jdbc.sql("select username from account where id = ?")
			.param(id)
			.query(String.class)
			.optional()
			.orElseThrow(UnknownAccountException::new);
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
