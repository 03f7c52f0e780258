package dev.latchkey.admin;

import java.util.Objects;
import java.util.Set;

import dev.latchkey.account.Account;
import dev.latchkey.account.AccountChanges;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.ProfileChanges;
import dev.latchkey.account.ProfileUpdate;
import dev.latchkey.account.UnknownAccountException;
import dev.latchkey.account.username.Username;
import dev.latchkey.mail.LinkHandover;
import dev.latchkey.password.Passwords;
import dev.latchkey.role.GrantCheck;
import dev.latchkey.session.ActingSession;
import dev.latchkey.session.AuthorizedChanges;
import org.jspecify.annotations.Nullable;

/**
 * Creates accounts. An administrator can only grant permissions that they hold. A new
 * account gives access away, and asks for a recent proof.
 */
class NewUsers {

	private final Accounts accounts;

	private final AccountChanges changes;

	private final ProfileChanges profiles;

	private final UserLinks links;

	private final Passwords passwords;

	private final AuthorizedChanges authorized;

	NewUsers(Accounts accounts, AccountChanges changes, ProfileChanges profiles, UserLinks links, Passwords passwords,
			AuthorizedChanges authorized) {
		this.accounts = accounts;
		this.changes = changes;
		this.profiles = profiles;
		this.links = links;
		this.passwords = passwords;
		this.authorized = authorized;
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
				return new Created(known, null, this.links.invite(me, known));
			}
			this.links.confirmAddress(me, known);
			return new Created(known, temporary, null);
		});
	}

	private String hash(@Nullable String password, Username username) {
		String chosen = Objects.requireNonNull(password);
		this.passwords.check(chosen, username.text());
		return this.passwords.hash(chosen);
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

}
