package dev.latchkey.transfer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.latchkey.account.Account;
import dev.latchkey.account.username.UsernameTakenException;
import dev.latchkey.role.CredentialCapacity;
import dev.latchkey.role.GrantCheck;
import dev.latchkey.role.Roles;
import dev.latchkey.transfer.ImportEntry.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Decides what happens to each line of a batch, by the permissions of the user who
 * imports it. It is made in a transaction, and the lines know it once that is committed.
 */
final class ImportPlan {

	private final Set<String> held;

	private final Roles roles;

	private final ImportOptions options;

	private final Map<Set<String>, Set<String>> permissions = new HashMap<>();

	private final Map<ImportEntry, Outcome> outcomes = new LinkedHashMap<>();

	private final Map<ImportEntry, String> faults = new LinkedHashMap<>();

	private final Map<ImportEntry, Account> changed = new LinkedHashMap<>();

	/**
	 * Begin a plan.
	 * @param held the permissions of the author
	 */
	ImportPlan(Set<String> held, Roles roles, ImportOptions options) {
		this.held = held;
		this.roles = roles;
		this.options = options;
	}

	/**
	 * Plan a line.
	 * @param account the account that has the name, or {@code null}
	 */
	void add(ImportEntry entry, @Nullable Account account) {
		try {
			if (account == null) {
				GrantCheck.requireAll(this.held, permissionsOf(entry.wanted().rolesOfNew()));
				this.outcomes.put(entry, Outcome.CREATED);
			}
			else {
				addExisting(entry, account);
			}
		}
		catch (RuntimeException ex) {
			@Nullable String code = UserReading.codeOf(ex);
			if (code == null) {
				throw ex;
			}
			this.faults.put(entry, code);
		}
	}

	private void addExisting(ImportEntry entry, Account account) {
		switch (this.options.existing()) {
			case FAIL -> throw new UsernameTakenException();
			case SKIP -> this.outcomes.put(entry, Outcome.SKIPPED);
			case UPDATE -> {
				WantedUser user = entry.wanted();
				GrantCheck.requireAll(this.held, account.permissions());
				if (user.roles() != null) {
					GrantCheck.requireAll(this.held, permissionsOf(user.roles()));
				}
				if (this.options.dryRun() || !user.changes(account)) {
					this.outcomes.put(entry, Outcome.UPDATED);
				}
				else {
					this.changed.put(entry, account);
				}
			}
		}
	}

	private Set<String> permissionsOf(Set<String> names) {
		return this.permissions.computeIfAbsent(names, (same) -> {
			Set<String> all = this.roles.permissionsOf(names);
			CredentialCapacity.require(names, all);
			return all;
		});
	}

	/**
	 * Return the users to be created.
	 */
	List<WantedUser> created() {
		List<WantedUser> created = new ArrayList<>();
		this.outcomes.forEach((entry, outcome) -> {
			if (outcome == Outcome.CREATED) {
				created.add(entry.wanted());
			}
		});
		return created;
	}

	/**
	 * Return the lines whose user has yet to be changed.
	 */
	Map<ImportEntry, Account> changed() {
		return this.changed;
	}

	/**
	 * Tell the other lines what has become of them.
	 */
	void tell() {
		this.outcomes.forEach(ImportEntry::end);
		this.faults.forEach(ImportEntry::fail);
	}

}
