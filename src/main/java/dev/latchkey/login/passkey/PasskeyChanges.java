package dev.latchkey.login.passkey;

import dev.latchkey.account.Account;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.UnknownAccountException;
import dev.latchkey.factor.FactorChanged;
import dev.latchkey.factor.FactorRequirements;
import dev.latchkey.factor.SecondFactors;
import dev.latchkey.factor.passkey.Passkey;
import dev.latchkey.factor.passkey.Passkeys;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.session.ActingSession;
import dev.latchkey.session.AuthorizedChanges;
import dev.latchkey.session.EndResult;
import dev.latchkey.session.Endings;
import tools.jackson.databind.JsonNode;

/**
 * Changes the passkeys of the account that a session is of.
 */
class PasskeyChanges {

	private final AuthorizedChanges changes;

	private final Endings endings;

	private final Accounts accounts;

	private final Passkeys passkeys;

	private final SecondFactors factors;

	private final FactorRequirements required;

	PasskeyChanges(AuthorizedChanges changes, Endings endings, Accounts accounts, Passkeys passkeys,
			SecondFactors factors, FactorRequirements required) {
		this.changes = changes;
		this.endings = endings;
		this.accounts = accounts;
		this.passkeys = passkeys;
		this.factors = factors;
		this.required = required;
	}

	/**
	 * Add a passkey. If it is the first second factor of the account, its owner gets
	 * recovery codes as well, or would be shut out by the loss of one device.
	 */
	AddedPasskey add(ActingSession me, String name, JsonNode credential) {
		return this.changes.make(me.withRecentProof(), (permissions) -> {
			Account account = lock(me);
			Passkey added = this.passkeys.add(account, me.session().handle(), name, credential);
			this.factors.note(account, Passkeys.CODE, FactorChanged.Change.ADDED);
			return AddedPasskey.of(added, account.secondFactor() ? null : this.factors.renewRecoveryCodes(account));
		});
	}

	Passkey rename(ActingSession me, String id, String name) {
		return this.changes.make(me.withRecentProof(), (permissions) -> this.passkeys.rename(lock(me).id(), id, name));
	}

	/**
	 * Remove a passkey. Where the account needs a second factor and has none any more,
	 * all its sessions end: they were free because of it.
	 */
	EndResult remove(ActingSession me, String id) {
		return this.endings.changeAccountAndEnd(me.session().accountId(), me.withRecentProof(), (account, held) -> {
			this.passkeys.remove(account.id(), id);
			this.factors.note(account, Passkeys.CODE, FactorChanged.Change.REMOVED);
			return this.required.isMissing(account.id()) ? EndReason.FACTORS_CHANGED : null;
		});
	}

	private Account lock(ActingSession me) {
		return this.accounts.lock(me.session().accountId()).orElseThrow(UnknownAccountException::new);
	}

}
