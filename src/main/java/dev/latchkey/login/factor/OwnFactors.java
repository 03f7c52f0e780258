package dev.latchkey.login.factor;

import java.util.List;

import dev.latchkey.account.Account;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.UnknownAccountException;
import dev.latchkey.brand.Brand;
import dev.latchkey.factor.FactorRequirements;
import dev.latchkey.factor.InvalidFirstCodeException;
import dev.latchkey.factor.NoSecondFactorException;
import dev.latchkey.factor.SecondFactors;
import dev.latchkey.factor.TotpEnrolment;
import dev.latchkey.factor.TotpFactor;
import dev.latchkey.factor.held.FactorInventory;
import dev.latchkey.factor.held.HeldFactors;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.session.ActingSession;
import dev.latchkey.session.AuthorizedChanges;
import dev.latchkey.session.EndResult;
import dev.latchkey.session.Endings;
import org.jspecify.annotations.Nullable;

/**
 * Changes a user's own second factors, for the JSON API and the page.
 */
class OwnFactors {

	private final Accounts accounts;

	private final TotpFactor totp;

	private final FactorInventory inventory;

	private final SecondFactors factors;

	private final FactorRequirements required;

	private final AuthorizedChanges authorized;

	private final Endings endings;

	private final Brand brand;

	OwnFactors(Accounts accounts, TotpFactor totp, FactorInventory inventory, SecondFactors factors,
			FactorRequirements required, AuthorizedChanges authorized, Endings endings, Brand brand) {
		this.accounts = accounts;
		this.totp = totp;
		this.inventory = inventory;
		this.factors = factors;
		this.required = required;
		this.authorized = authorized;
		this.endings = endings;
		this.brand = brand;
	}

	/**
	 * Return what an account has.
	 */
	HeldFactors heldBy(String accountId) {
		return this.inventory.heldBy(accountId);
	}

	/**
	 * Return what waits for its first code, or {@code null} if nothing does.
	 */
	@Nullable TotpEnrolment waiting(ActingSession me) {
		return this.accounts.byId(me.session().accountId())
			.map((account) -> this.totp.waiting(account, this.brand.name()))
			.orElse(null);
	}

	/**
	 * Make a secret for an authenticator app, which counts once a code of it has come.
	 */
	TotpEnrolment begin(ActingSession me) {
		return this.authorized.make(me.withRecentProof(), (held) -> this.totp.begin(lock(me), this.brand.name()));
	}

	/**
	 * Set the app up. Every other session of the account ends: one of them may be of a
	 * thief, who should not stay signed in without the factor.
	 * @throws InvalidFirstCodeException if the code is wrong, or no secret waits
	 */
	SetUp confirm(ActingSession me, String code) {
		String accountId = me.session().accountId();
		NewCodes made = new NewCodes();
		EndResult ending = this.endings.changeAccountAndEndOthers(accountId, me.session().handle(),
				me.withRecentProof(), (account, held) -> {
					made.codes = this.factors.confirmTotp(account, code);
					return made.codes.isEmpty() ? null : EndReason.FACTORS_CHANGED;
				});
		if (made.codes.isEmpty()) {
			throw new InvalidFirstCodeException();
		}
		return new SetUp(made.codes, ending);
	}

	/**
	 * Remove the app. Where the account needs a second factor and has none any more, all
	 * its sessions end: they were free because of it.
	 */
	EndResult removeTotp(ActingSession me) {
		return this.endings.changeAccountAndEnd(me.session().accountId(), me.withRecentProof(), (account, held) -> {
			// who had none loses nothing by it
			boolean removed = this.factors.remove(account, TotpFactor.CODE);
			return (removed && this.required.isMissing(account.id())) ? EndReason.FACTORS_CHANGED : null;
		});
	}

	/**
	 * Make new recovery codes.
	 * @throws NoSecondFactorException if they would be of no use
	 */
	List<String> renewRecoveryCodes(ActingSession me) {
		return this.authorized.make(me.withRecentProof(), (held) -> {
			Account account = lock(me);
			if (!account.secondFactor()) {
				throw new NoSecondFactorException();
			}
			return this.factors.renewRecoveryCodes(account);
		});
	}

	private Account lock(ActingSession me) {
		return this.accounts.lock(me.session().accountId()).orElseThrow(UnknownAccountException::new);
	}

	/**
	 * What a change within a transaction has made.
	 */
	private static final class NewCodes {

		private List<String> codes = List.of();

	}

	/**
	 * An app that was set up.
	 *
	 * @param recoveryCodes the codes, which are not to be had again
	 * @param ending what has ended
	 */
	record SetUp(List<String> recoveryCodes, EndResult ending) {

		/**
		 * Keep the codes out of logs.
		 */
		@Override
		public String toString() {
			return "SetUp";
		}

	}

}
