package dev.latchkey.admin;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import dev.latchkey.account.Account;
import dev.latchkey.account.AccountChanges;
import dev.latchkey.account.AccountDisabledException;
import dev.latchkey.account.AccountProfile;
import dev.latchkey.account.AccountStatus;
import dev.latchkey.account.AccountTimes;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.ProfileChanges;
import dev.latchkey.account.ProfileUpdate;
import dev.latchkey.account.UnknownAccountException;
import dev.latchkey.account.Username;
import dev.latchkey.datastore.Page;
import dev.latchkey.mail.LetterKind;
import dev.latchkey.mail.LinkDelivery;
import dev.latchkey.mail.LinkHandover;
import dev.latchkey.password.Passwords;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.role.GrantCheck;
import dev.latchkey.role.Role;
import dev.latchkey.role.Roles;
import dev.latchkey.session.AccountChange;
import dev.latchkey.session.ActingSession;
import dev.latchkey.session.AuthorizedChanges;
import dev.latchkey.session.EndResult;
import dev.latchkey.session.Endings;
import dev.latchkey.throttle.Throttle;
import dev.latchkey.throttle.ThrottleState;
import org.jspecify.annotations.Nullable;

/**
 * Administers accounts. An administrator can only grant permissions that they hold, and
 * only touch accounts that hold no others. A change to what an account may do ends its
 * sessions in the same transaction. What gives access away asks for a recent proof: a new
 * account, roles, an address, a password.
 */
class Users {

	private final Accounts accounts;

	private final Roles roles;

	private final AccountChanges changes;

	private final ProfileChanges profiles;

	private final LinkDelivery delivery;

	private final Passwords passwords;

	private final Endings endings;

	private final Throttle throttle;

	private final AuthorizedChanges authorized;

	Users(Accounts accounts, Roles roles, AccountChanges changes, ProfileChanges profiles, LinkDelivery delivery,
			Passwords passwords, Endings endings, Throttle throttle, AuthorizedChanges authorized) {
		this.accounts = accounts;
		this.roles = roles;
		this.changes = changes;
		this.profiles = profiles;
		this.delivery = delivery;
		this.passwords = passwords;
		this.endings = endings;
		this.throttle = throttle;
		this.authorized = authorized;
	}

	Page<Account> page(UserSearch search, int page, int size) {
		Set<String> names = this.roles.all().stream().map(Role::name).collect(Collectors.toSet());
		return this.accounts.page(search.in(names), page, size);
	}

	/**
	 * Return when the users of a page were created and last signed in, by their names.
	 */
	Map<String, AccountTimes> timesByName(List<Account> listed) {
		Map<String, AccountTimes> times = this.accounts.timesOf(listed);
		return listed.stream()
			.filter((account) -> times.containsKey(account.id()))
			.collect(Collectors.toMap(Account::username, (account) -> times.get(account.id())));
	}

	/**
	 * Return whether an account could have a name and none has it.
	 */
	boolean isFree(Username username) {
		return username.isPossible() && this.accounts.byUsername(username).isEmpty();
	}

	/**
	 * Return all that is known of a user.
	 */
	UserDetails details(Username username) {
		Account account = get(username);
		AccountTimes times = this.accounts.timesOf(List.of(account)).get(account.id());
		if (times == null) {
			throw new UnknownAccountException();
		}
		return new UserDetails(AdminResponses.User.of(account), times.createdAt(), times.lastSignInAt(),
				this.throttle.stateOf(account.username()).throttled());
	}

	Account get(Username username) {
		return this.accounts.byUsername(username).orElseThrow(UnknownAccountException::new);
	}

	/**
	 * Create a user: with the password that is given; else, where there is an address,
	 * invited to choose one; else with a temporary one.
	 * @param password the password, or {@code null} for none
	 */
	Created create(ActingSession me, Username username, @Nullable String password, Set<String> roles,
			ProfileUpdate profile) {
		boolean invited = password == null && profile.email() != null && !profile.email().isEmpty();
		// an invited user has one too, which no person learns: so a guess at it takes as
		// long as at any other
		String generated = (password != null) ? null : this.passwords.temporary();
		String temporary = invited ? null : generated;
		String hash = hash((password != null) ? password : generated, username);
		return this.authorized.grant(me.withRecentProof(), (held) -> {
			Account created = this.changes.create(username, hash, temporary != null, roles);
			GrantCheck.requireAll(held, created.permissions());
			this.profiles.update(created.id(), profile);
			Account known = this.accounts.byId(created.id()).orElseThrow(UnknownAccountException::new);
			if (invited) {
				return new Created(known, null,
						this.delivery.deliver(LetterKind.INVITATION, known, me.session().accountId()));
			}
			confirmAddress(known);
			return new Created(known, temporary, null);
		});
	}

	private String hash(@Nullable String password, Username username) {
		String chosen = Objects.requireNonNull(password);
		this.passwords.check(chosen, username.text());
		return this.passwords.hash(chosen);
	}

	/**
	 * Have an address confirmed that an administrator has given a person.
	 */
	private void confirmAddress(Account account) {
		AccountProfile profile = account.profile();
		if (profile.email() != null && !profile.emailConfirmed()) {
			this.delivery.askToConfirm(account, profile.email());
		}
	}

	/**
	 * Get a link to a user: an invitation, or one to choose a new password.
	 */
	LinkHandover deliver(ActingSession me, Username username, LetterKind kind) {
		return this.authorized.make(me.withRecentProof(), (held) -> {
			Account account = this.accounts.lock(get(username).id()).orElseThrow(UnknownAccountException::new);
			GrantCheck.requireAll(held, account.permissions());
			if (account.status() != AccountStatus.ACTIVE) {
				// no link sets the password of a disabled account
				throw new AccountDisabledException();
			}
			return this.delivery.deliver(kind, account, me.session().accountId());
		});
	}

	/**
	 * Change a user's status, roles, or what is known of the person; what is {@code null}
	 * stays. A change that changes nothing ends nothing.
	 */
	EndResult change(ActingSession me, Username username, @Nullable AccountStatus status, @Nullable Set<String> roles,
			ProfileUpdate profile) {
		// to disable an account is urgent, and gives nothing away
		boolean gives = roles != null || profile.email() != null;
		return changeAndEnd(gives ? me.withRecentProof() : me, username, (before, held) -> {
			EndReason reason = null;
			if (roles != null && !roles.equals(before.roles())) {
				this.changes.changeRoles(before.id(), roles);
				reason = EndReason.ROLES_CHANGED;
			}
			if (status != null && status != before.status()) {
				this.changes.changeStatus(before.id(), status);
				reason = (status == AccountStatus.DISABLED) ? EndReason.ACCOUNT_DISABLED : reason;
			}
			this.profiles.update(before.id(), profile);
			Account after = this.accounts.byId(before.id()).orElseThrow(UnknownAccountException::new);
			if (!Objects.equals(after.profile().email(), before.profile().email())) {
				confirmAddress(after);
			}
			GrantCheck.requireAll(held, after.permissions());
			return reason;
		});
	}

	EndResult delete(ActingSession me, Username username) {
		return changeAndEnd(me, username, (before, held) -> {
			this.changes.delete(before.id());
			return EndReason.ACCOUNT_DISABLED;
		});
	}

	/**
	 * Give a user a password that is good for one login.
	 */
	Reset resetPassword(ActingSession me, Username username) {
		String temporary = this.passwords.temporary();
		String hash = this.passwords.hash(temporary);
		EndResult ending = changeAndEnd(me.withRecentProof(), username, (before, held) -> {
			this.changes.changePassword(before.id(), hash, true);
			return EndReason.PASSWORD_CHANGED;
		});
		return new Reset(temporary, ending);
	}

	EndResult logOut(ActingSession me, Username username) {
		return this.endings.endAllOf(get(username).id(), EndReason.FORCED_LOGOUT, me);
	}

	ThrottleState throttleStateOf(Username username) {
		return this.throttle.stateOf(get(username).username());
	}

	/**
	 * Let an account's password be tried again. An attacker who is guessing it can go on,
	 * too, so this takes the same permissions as changing the account does.
	 */
	void liftThrottle(ActingSession me, Username username) {
		this.authorized.makeElsewhere(me, (held) -> {
			Account account = get(username);
			GrantCheck.requireAll(held, account.permissions());
			return account;
		}, (account) -> this.throttle.lift(account.username(), account.id()));
	}

	private EndResult changeAndEnd(ActingSession me, Username username, AccountChange change) {
		return this.endings.changeAccountAndEnd(get(username).id(), me, (before, held) -> {
			GrantCheck.requireAll(held, before.permissions());
			return change.apply(before, held);
		});
	}

	record Created(Account account, @Nullable String temporaryPassword, @Nullable LinkHandover invitation) {

		/**
		 * Keep the password out of logs.
		 */
		@Override
		public String toString() {
			return "Created[" + this.account.username() + "]";
		}

	}

	record Reset(String temporaryPassword, EndResult ending) {

		/**
		 * Keep the password out of logs.
		 */
		@Override
		public String toString() {
			return "Reset";
		}

	}

}
