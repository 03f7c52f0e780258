package dev.latchkey.transfer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.latchkey.account.Account;
import dev.latchkey.account.AccountBatches;
import dev.latchkey.account.AccountChanges;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.ProfileChanges;
import dev.latchkey.account.UnknownAccountException;
import dev.latchkey.account.UsernameTakenException;
import dev.latchkey.role.CredentialCapacity;
import dev.latchkey.role.GrantCheck;
import dev.latchkey.role.Roles;
import dev.latchkey.session.ActingSession;
import dev.latchkey.session.AuthorizedChanges;
import dev.latchkey.session.EndingSeries;
import dev.latchkey.session.Endings;
import dev.latchkey.transfer.ImportEntry.Outcome;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;

/**
 * Puts a few hundred lines into effect. New users are created in one transaction, which
 * asks whose import it is; each changed one has a transaction of its own, which asks
 * again, and ends their sessions where the change requires it. For the other nodes it
 * waits once, when all lines are done.
 */
class ImportBatch {

	private final AccountBatches batches;

	private final Accounts accounts;

	private final AccountChanges changes;

	private final ProfileChanges profiles;

	private final Roles roles;

	private final AuthorizedChanges authorized;

	private final Endings endings;

	ImportBatch(AccountBatches batches, Accounts accounts, AccountChanges changes, ProfileChanges profiles, Roles roles,
			AuthorizedChanges authorized, Endings endings) {
		this.batches = batches;
		this.accounts = accounts;
		this.changes = changes;
		this.profiles = profiles;
		this.roles = roles;
		this.authorized = authorized;
		this.endings = endings;
	}

	/**
	 * Put lines into effect, each as far as it can be.
	 * @throws RuntimeException if the import must stop; what the entries say of
	 * themselves has happened all the same
	 */
	void apply(ActingSession me, List<ImportEntry> entries, ImportOptions options) {
		List<ImportEntry> read = entries.stream().filter((entry) -> entry.user() != null).toList();
		// before the roles are locked, for which all wait who change an account: a name
		// that is taken in between fails where it is inserted
		Map<String, Account> existing = this.batches
			.byNames(read.stream().map((entry) -> user(entry).username()).toList());
		Plan plan;
		try {
			plan = options.dryRun() ? this.authorized.make(me, (held) -> plan(held, read, existing, options))
					: create(me, read, existing, options);
		}
		catch (DataIntegrityViolationException ex) {
			if (read.size() > 1) {
				read.forEach((entry) -> apply(me, List.of(entry), options));
				return;
			}
			read.get(0).fail("username-taken");
			return;
		}
		plan.outcomes().forEach((outcome) -> outcome.entry().end(outcome.outcome()));
		plan.faults().forEach((fault) -> fault.entry().fail(fault.code()));
		if (options.existing() == ExistingUsers.UPDATE && !options.dryRun() && !existing.isEmpty()) {
			this.endings.changeAccountsAndEnd(me,
					(series) -> plan.changed().forEach((entry, account) -> change(series, entry, account.id())));
		}
	}

	private Plan create(ActingSession me, List<ImportEntry> read, Map<String, Account> existing,
			ImportOptions options) {
		return this.authorized.grant(me, (held) -> {
			Plan plan = plan(held, read, existing, options);
			this.batches.create(plan.created().stream().map((entry) -> user(entry).toNew()).toList());
			return plan;
		});
	}

	private Plan plan(Set<String> held, List<ImportEntry> read, Map<String, Account> existing,
			ImportOptions options) {
		Map<Set<String>, Set<String>> permissions = new HashMap<>();
		Plan plan = new Plan();
		for (ImportEntry entry : read) {
			try {
				plan(held, entry, existing.get(user(entry).username()), options, permissions, plan);
			}
			catch (RuntimeException ex) {
				plan.fail(entry, ex);
			}
		}
		return plan;
	}

	private void plan(Set<String> held, ImportEntry entry, @Nullable Account account, ImportOptions options,
			Map<Set<String>, Set<String>> permissions, Plan plan) {
		WantedUser user = user(entry);
		if (account == null) {
			GrantCheck.requireAll(held, permissionsOf(user.rolesOfNew(), permissions));
			plan.create(entry);
			return;
		}
		switch (options.existing()) {
			case FAIL -> throw new UsernameTakenException();
			case SKIP -> plan.end(entry, Outcome.SKIPPED);
			case UPDATE -> {
				GrantCheck.requireAll(held, account.permissions());
				if (user.roles() != null) {
					GrantCheck.requireAll(held, permissionsOf(user.roles(), permissions));
				}
				if (options.dryRun() || !user.changes(account)) {
					plan.end(entry, Outcome.UPDATED);
				}
				else {
					plan.changed().put(entry, account);
				}
			}
		}
	}

	private Set<String> permissionsOf(Set<String> names, Map<Set<String>, Set<String>> known) {
		return known.computeIfAbsent(names, (same) -> {
			Set<String> permissions = this.roles.permissionsOf(names);
			CredentialCapacity.require(names, permissions);
			return permissions;
		});
	}

	private void change(EndingSeries series, ImportEntry entry, String accountId) {
		WantedUser user = user(entry);
		try {
			series.changeAccountAndEnd(accountId, (before, held) -> {
				GrantCheck.requireAll(held, before.permissions());
				this.profiles.update(before.id(), user.profile());
				if (user.changesRoles(before)) {
					this.changes.changeRoles(before.id(), Objects.requireNonNull(user.roles()));
				}
				if (user.changesPassword(before)) {
					this.changes.changePassword(before.id(), Objects.requireNonNull(user.passwordHash()), false);
				}
				if (user.changesStatus(before)) {
					this.changes.changeStatus(before.id(), Objects.requireNonNull(user.status()));
				}
				Account after = this.accounts.byId(before.id()).orElseThrow(UnknownAccountException::new);
				GrantCheck.requireAll(held, after.permissions());
				return user.endsSessionsOf(before);
			});
			entry.end(Outcome.UPDATED);
		}
		catch (RuntimeException ex) {
			@Nullable String code = UserReading.codeOf(ex);
			if (code == null) {
				throw ex;
			}
			entry.fail(code);
		}
	}

	private static WantedUser user(ImportEntry entry) {
		return Objects.requireNonNull(entry.user());
	}

	/**
	 * What becomes of lines once the transaction is committed.
	 */
	private record Plan(List<Reached> outcomes, List<Fault> faults, Map<ImportEntry, Account> changed) {

		Plan() {
			this(new ArrayList<>(), new ArrayList<>(), new LinkedHashMap<>());
		}

		List<ImportEntry> created() {
			return this.outcomes.stream()
				.filter((reached) -> reached.outcome() == Outcome.CREATED)
				.map(Reached::entry)
				.toList();
		}

		void create(ImportEntry entry) {
			end(entry, Outcome.CREATED);
		}

		void end(ImportEntry entry, Outcome outcome) {
			this.outcomes.add(new Reached(entry, outcome));
		}

		void fail(ImportEntry entry, RuntimeException failure) {
			@Nullable String code = UserReading.codeOf(failure);
			if (code == null) {
				throw failure;
			}
			this.faults.add(new Fault(entry, code));
		}

	}

	private record Reached(ImportEntry entry, Outcome outcome) {
	}

	private record Fault(ImportEntry entry, String code) {
	}

}
