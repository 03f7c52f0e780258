package dev.latchkey.factor;

import java.util.ArrayList;
import java.util.List;

import dev.latchkey.account.Account;
import dev.latchkey.factor.FactorChanged.Change;

import org.springframework.context.ApplicationEventPublisher;

/**
 * The second factors of accounts, of all kinds. Changes join the caller's transaction, in
 * which the caller has locked the account: so a login that the gate opens meanwhile
 * either came before the change, or sees it.
 */
public class SecondFactors {

	private final List<FactorKind> kinds;

	private final TotpFactor totp;

	private final RecoveryCodes recoveryCodes;

	private final FactorRequirements factors;

	private final ApplicationEventPublisher events;

	SecondFactors(List<FactorKind> kinds, TotpFactor totp, RecoveryCodes recoveryCodes, FactorRequirements factors,
			ApplicationEventPublisher events) {
		this.kinds = List.copyOf(kinds);
		this.totp = totp;
		this.recoveryCodes = recoveryCodes;
		this.factors = factors;
		this.events = events;
	}

	/**
	 * Return what an account can show at a login beside the password.
	 * @param accountId the account
	 * @return the kinds, as clients call them; empty if no second factor is set up
	 */
	public List<String> kindsOf(String accountId) {
		List<String> codes = new ArrayList<>();
		this.kinds.stream().filter((kind) -> kind.isSetUp(accountId)).map(FactorKind::code).forEach(codes::add);
		if (!codes.isEmpty() && this.recoveryCodes.left(accountId) > 0) {
			codes.add(RecoveryCodes.CODE);
		}
		return List.copyOf(codes);
	}

	/**
	 * Check a code, of an app or for recovery, and use it up if it is right.
	 * @param account the account, which the caller has locked
	 * @param typed the code, as it was typed
	 * @return whether it is right
	 */
	public boolean proves(Account account, String typed) {
		if (this.totp.proves(account.id(), typed)) {
			return true;
		}
		boolean recovered = this.recoveryCodes.proves(account.id(), typed);
		if (recovered) {
			publish(account, RecoveryCodes.CODE, Change.USED);
		}
		return recovered;
	}

	/**
	 * Set an app up, with the first code of the secret that it was given.
	 * @param account the account
	 * @param typed the code, as it was typed
	 * @return new recovery codes, which cannot be shown again; none if the code is not of
	 * a secret that waits
	 */
	public List<String> confirmTotp(Account account, String typed) {
		if (!this.totp.confirm(account.id(), typed)) {
			return List.of();
		}
		List<String> codes = this.recoveryCodes.renew(account.id());
		note(account, TotpFactor.CODE, Change.ADDED);
		return codes;
	}

	/**
	 * Remove what an account has of a kind.
	 * @param account the account
	 * @param kind the kind, as {@link FactorKind#code()} names it
	 * @return whether it had any
	 */
	public boolean remove(Account account, String kind) {
		List<FactorKind> had = this.kinds.stream()
			.filter((known) -> known.code().equals(kind) && known.isSetUp(account.id()))
			.toList();
		had.forEach((known) -> known.removeFrom(account.id()));
		if (!had.isEmpty()) {
			note(account, kind, Change.REMOVED);
		}
		return !had.isEmpty();
	}

	/**
	 * Make new recovery codes.
	 * @param account the account, which has a second factor
	 * @return the codes, which cannot be shown again
	 */
	public List<String> renewRecoveryCodes(Account account) {
		List<String> codes = this.recoveryCodes.renew(account.id());
		publish(account, RecoveryCodes.CODE, Change.RENEWED);
		return codes;
	}

	/**
	 * Remove all factors of an account whose person has lost them.
	 * @param account the account
	 */
	public void reset(Account account) {
		this.kinds.forEach((kind) -> kind.removeFrom(account.id()));
		note(account, "all", Change.RESET);
	}

	/**
	 * Store and publish that a factor of an account was added or removed. The last factor
	 * takes the recovery codes along.
	 * @param account the account
	 * @param kind the kind, as {@link FactorKind#code()} names it
	 * @param change what was done
	 */
	public void note(Account account, String kind, Change change) {
		boolean left = this.kinds.stream().anyMatch((known) -> known.isSetUp(account.id()));
		this.factors.note(account.id(), left);
		if (!left) {
			this.recoveryCodes.removeFrom(account.id());
		}
		publish(account, kind, change);
	}

	private void publish(Account account, String factor, Change change) {
		this.events.publishEvent(new FactorChanged(account.id(), account.username(), factor, change));
	}

}
