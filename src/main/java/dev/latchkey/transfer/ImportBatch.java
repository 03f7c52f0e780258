package dev.latchkey.transfer;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.latchkey.account.Account;
import dev.latchkey.account.AccountBatches;
import dev.latchkey.role.Roles;
import dev.latchkey.session.ActingSession;
import dev.latchkey.session.AuthorizedChanges;

import org.springframework.dao.DataIntegrityViolationException;

/**
 * Puts a few hundred lines into effect. New users are created in one transaction, which
 * asks whose import it is.
 */
class ImportBatch {

	private final AccountBatches batches;

	private final Roles roles;

	private final AuthorizedChanges authorized;

	private final UserUpdates updates;

	ImportBatch(AccountBatches batches, Roles roles, AuthorizedChanges authorized, UserUpdates updates) {
		this.batches = batches;
		this.roles = roles;
		this.authorized = authorized;
		this.updates = updates;
	}

	/**
	 * Put lines into effect, each as far as it can be.
	 * @param tally is told whether what the lines have ended is over on every node
	 * @throws RuntimeException if the import must stop; what the entries say of
	 * themselves has happened all the same
	 */
	void apply(ActingSession me, List<ImportEntry> entries, ImportOptions options, ImportTally tally) {
		List<ImportEntry> read = entries.stream().filter((entry) -> entry.user() != null).toList();
		// before the roles are locked, for which all wait who change an account: a name
		// that is taken in between fails where it is inserted
		Map<String, Account> existing = this.batches.byNames(read.stream().map(ImportBatch::nameOf).toList());
		ImportPlan plan;
		try {
			plan = options.dryRun() ? this.authorized.make(me, (held) -> plan(held, read, existing, options))
					: create(me, read, existing, options);
		}
		catch (DataIntegrityViolationException ex) {
			applyOneByOne(me, read, options, tally);
			return;
		}
		plan.tell();
		if (!plan.changed().isEmpty()) {
			this.updates.apply(me, plan.changed(), tally);
		}
	}

	/**
	 * Apply lines of which some other client has taken a name.
	 */
	private void applyOneByOne(ActingSession me, List<ImportEntry> read, ImportOptions options, ImportTally tally) {
		if (read.size() > 1) {
			read.forEach((entry) -> apply(me, List.of(entry), options, tally));
		}
		else {
			read.forEach((entry) -> entry.fail("username-taken"));
		}
	}

	private ImportPlan create(ActingSession me, List<ImportEntry> read, Map<String, Account> existing,
			ImportOptions options) {
		return this.authorized.grant(me, (held) -> {
			ImportPlan plan = plan(held, read, existing, options);
			this.batches.create(plan.created().stream().map(WantedUser::toNew).toList());
			return plan;
		});
	}

	private ImportPlan plan(Set<String> held, List<ImportEntry> read, Map<String, Account> existing,
			ImportOptions options) {
		ImportPlan plan = new ImportPlan(held, this.roles, options);
		read.forEach((entry) -> plan.add(entry, existing.get(nameOf(entry))));
		return plan;
	}

	private static String nameOf(ImportEntry entry) {
		return entry.wanted().username();
	}

}
