package dev.latchkey.account;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Changes the profile of the person who has an account. A change joins the caller's
 * transaction.
 */
public class ProfileChanges {

	private final Accounts accounts;

	private final JdbcClient jdbc;

	private final ApplicationEventPublisher events;

	ProfileChanges(Accounts accounts, JdbcClient jdbc, ApplicationEventPublisher events) {
		this.accounts = accounts;
		this.jdbc = jdbc;
		this.events = events;
	}

	/**
	 * Change what is known. Another address is not confirmed.
	 * @param id the account
	 * @param update what to change
	 * @return whether anything changed
	 * @throws UnknownAccountException if there is no such account
	 */
	public boolean update(String id, ProfileUpdate update) {
		Account account = this.accounts.lock(id).orElseThrow(UnknownAccountException::new);
		AccountProfile after = update.applyTo(account.profile());
		if (after.equals(account.profile())) {
			return false;
		}
		this.jdbc.sql("update account set name = ?, language = ? where id = ?")
			.param(after.name())
			.param(after.language())
			.param(id)
			.update();
		if (!Objects.equals(after.email(), account.profile().email())) {
			this.jdbc.sql("update account set email = ?, email_key = null, email_confirmed_at = null where id = ?")
				.param(after.email())
				.param(id)
				.update();
		}
		publish(account, after);
		return true;
	}

	/**
	 * Give an account an address at which a person has proved to read mail.
	 * @param id the account
	 * @param address the address
	 * @throws UnknownAccountException if there is no such account
	 * @throws EmailTakenException if another account has confirmed it
	 */
	public void confirm(String id, EmailAddress address) {
		Account account = this.accounts.lock(id).orElseThrow(UnknownAccountException::new);
		AccountProfile before = account.profile();
		if (before.emailConfirmed() && address.text().equals(before.email())) {
			return;
		}
		try {
			this.jdbc.sql("""
					update account set email = ?, email_key = ?, email_confirmed_at = current_timestamp where id = ?
					""").params(address.text(), address.key(), id).update();
		}
		catch (DuplicateKeyException ex) {
			throw new EmailTakenException();
		}
		publish(account, new AccountProfile(address.text(), true, before.name(), before.language()));
	}

	/**
	 * Tell whether another account has confirmed an address.
	 * @param id the account that may have it
	 * @param address the address, or {@code null}
	 * @return whether {@link #confirm} would refuse it now
	 */
	public boolean isTaken(String id, @Nullable EmailAddress address) {
		return address != null && this.accounts.byEmail(address).filter((owner) -> !owner.id().equals(id)).isPresent();
	}

	private void publish(Account account, AccountProfile after) {
		AccountProfile before = account.profile();
		if (!Objects.equals(before.email(), after.email()) || before.emailConfirmed() != after.emailConfirmed()) {
			this.events.publishEvent(new EmailChanged(account.id(), account.username(), before, after));
		}
		this.events.publishEvent(new ProfileChanged(account.id(), account.username(), after));
	}

}
