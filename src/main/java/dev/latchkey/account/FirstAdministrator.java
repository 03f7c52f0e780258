package dev.latchkey.account;

import java.io.PrintStream;
import java.util.Set;

import dev.latchkey.datastore.StartStep;
import dev.latchkey.password.PasswordRejectedException;
import dev.latchkey.password.Passwords;
import dev.latchkey.role.Administrators;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the first administrator when there is no account at all.
 */
final class FirstAdministrator implements StartStep {

	private static final Logger logger = LoggerFactory.getLogger(FirstAdministrator.class);

	private static final String USERNAME = "admin";

	private static final String TEXT = """

			======================================================================
			  There was no account yet, so Latchkey has created one:

			      username: %s
			      password: %s

			  This password is shown only now, and has to be changed at the first
			  login.
			======================================================================
			""";

	private final Accounts accounts;

	private final AccountChanges changes;

	private final Administrators administrators;

	private final Passwords passwords;

	private final FirstAdminSettings settings;

	private final PrintStream console;

	/**
	 * Create the bean.
	 * @param console where a generated password is printed; not a logger, whose lines are
	 * kept and sent on
	 */
	FirstAdministrator(Accounts accounts, AccountChanges changes, Administrators administrators, Passwords passwords,
			FirstAdminSettings settings, PrintStream console) {
		this.accounts = accounts;
		this.changes = changes;
		this.administrators = administrators;
		this.passwords = passwords;
		this.settings = settings;
		this.console = console;
	}

	/**
	 * Create the first administrator, unless there is an account.
	 * @throws PasswordRejectedException if the password in the settings breaks a rule
	 */
	@Override
	public void run() {
		String chosen = this.settings.password();
		if (!this.accounts.isEmpty()) {
			if (chosen != null) {
				logger
					.info("latchkey.first-admin.password is ignored: it is for a first start, and there is an account. "
							+ "Take it out of the settings");
			}
			return;
		}
		if (chosen != null) {
			this.passwords.check(chosen, USERNAME);
			createUnlessAnotherNodeHas(chosen, false);
		}
		else {
			createUnlessAnotherNodeHas(this.passwords.temporary(), true);
		}
	}

	private void createUnlessAnotherNodeHas(String password, boolean generated) {
		String hash = this.passwords.hash(password);
		this.administrators.change(() -> {
			boolean first = this.accounts.isEmpty();
			if (first) {
				// it does not expire: no other account could give a new one
				this.changes.createFirst(Username.of(USERNAME), hash, generated, Set.of(Administrators.ROLE));
			}
			if (first && generated) {
				// before the commit: a start that fails here prints another one next
				// time, while a commit without it would lock all administrators out
				this.console.print(TEXT.formatted(USERNAME, password));
				this.console.flush();
			}
			return first;
		});
	}

}
