package dev.latchkey.account.first;

import java.util.Optional;
import java.util.Set;

import dev.latchkey.account.Account;
import dev.latchkey.account.AccountChanges;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.username.Username;
import dev.latchkey.datastore.StartStep;
import dev.latchkey.password.PasswordRejectedException;
import dev.latchkey.password.Passwords;
import dev.latchkey.role.Administrators;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * Creates the first administrator when there is no account at all, once the database is
 * migrated. A password is generated and printed when the server takes requests: a start
 * that fails before has used up none.
 */
final class FirstAdministrator implements StartStep, ApplicationListener<ApplicationReadyEvent> {

	private static final Logger logger = LoggerFactory.getLogger(FirstAdministrator.class);

	private static final String USERNAME = "admin";

	// in the place of a hash; no password matches it
	private static final String NOT_PRINTED = "{not-printed}";

	private final Accounts accounts;

	private final AccountChanges changes;

	private final Administrators administrators;

	private final Passwords passwords;

	private final FirstAdminSettings settings;

	private final FirstPasswordBox box;

	FirstAdministrator(Accounts accounts, AccountChanges changes, Administrators administrators, Passwords passwords,
			FirstAdminSettings settings, FirstPasswordBox box) {
		this.accounts = accounts;
		this.changes = changes;
		this.administrators = administrators;
		this.passwords = passwords;
		this.settings = settings;
		this.box = box;
	}

	/**
	 * Create the first administrator, unless there is an account.
	 * @throws PasswordRejectedException if the password in the settings breaks a rule
	 */
	@Override
	public void run() {
		String chosen = this.settings.password();
		if (chosen == null) {
			if (this.accounts.isEmpty()) {
				create(NOT_PRINTED, true);
			}
		}
		else if (this.accounts.isEmpty() || notPrinted().isPresent()) {
			this.passwords.check(chosen, USERNAME);
			create(this.passwords.hash(chosen), false);
		}
		else {
			logger.info("latchkey.first-admin.password is ignored: it is for a first start, and there is an account. "
					+ "Take it out of the settings");
		}
	}

	/**
	 * Generate the password of the first administrator and print it, unless that has been
	 * done. Nothing is printed after it.
	 */
	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		printPassword();
	}

	void printPassword() {
		notPrinted().ifPresent((admin) -> {
			String password = this.passwords.temporary();
			String hash = this.passwords.hash(password);
			this.administrators.add(() -> printIfFirst(admin, password, hash));
		});
	}

	private boolean printIfFirst(Account admin, String password, String hash) {
		boolean first = this.changes.renewHash(admin, hash);
		if (first) {
			// before the commit: a start that fails here prints another one next time,
			// while a commit without it would lock all administrators out
			this.box.print(USERNAME, password);
		}
		return first;
	}

	/**
	 * Create the account, unless another node has, or give it the chosen password where
	 * an earlier start ended before it printed one.
	 */
	private void create(String hash, boolean generated) {
		this.administrators.change(() -> {
			boolean first = this.accounts.isEmpty();
			if (first) {
				// it does not expire: no other account could give a new one
				this.changes.createFirst(Username.of(USERNAME), hash, generated, Set.of(Administrators.ROLE));
			}
			else if (!generated) {
				notPrinted().ifPresent((admin) -> this.changes.changePassword(admin.id(), hash, false));
			}
			return first;
		});
	}

	private Optional<Account> notPrinted() {
		return this.accounts.byUsername(Username.of(USERNAME))
			.filter((admin) -> admin.passwordHash().equals(NOT_PRINTED));
	}

}
