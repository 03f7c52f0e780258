package dev.latchkey.admin;

import dev.latchkey.account.username.Username;
import dev.latchkey.factor.SecondFactors;
import dev.latchkey.factor.held.FactorInventory;
import dev.latchkey.factor.held.HeldFactors;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.role.GrantCheck;
import dev.latchkey.session.ActingSession;
import dev.latchkey.session.EndResult;
import dev.latchkey.session.Endings;

/**
 * Shows the second factors of users, and removes those of users who have lost them. To
 * remove them takes the same permissions as setting a password does: each is half of the
 * way in.
 */
class UserFactors {

	private final Users users;

	private final FactorInventory inventory;

	private final SecondFactors factors;

	private final Endings endings;

	UserFactors(Users users, FactorInventory inventory, SecondFactors factors, Endings endings) {
		this.users = users;
		this.inventory = inventory;
		this.factors = factors;
		this.endings = endings;
	}

	HeldFactors heldBy(Username username) {
		return this.inventory.heldBy(this.users.get(username).id());
	}

	/**
	 * Remove all second factors of an account, and end all its sessions.
	 */
	EndResult reset(ActingSession me, Username username) {
		return this.endings.changeAccountAndEnd(this.users.get(username).id(), me.withRecentProof(), (before, held) -> {
			GrantCheck.requireAll(held, before.permissions());
			this.factors.reset(before);
			return EndReason.FACTORS_CHANGED;
		});
	}

}
