package dev.latchkey.factor.passkey;

import dev.latchkey.factor.FactorKind;

import org.springframework.core.annotation.Order;

/**
 * Passkeys as one of the kinds of second factors.
 */
@Order(2)
class PasskeyFactor implements FactorKind {

	private final PasskeyRows rows;

	PasskeyFactor(PasskeyRows rows) {
		this.rows = rows;
	}

	@Override
	public String code() {
		return Passkeys.CODE;
	}

	@Override
	public boolean isSetUp(String accountId) {
		return !this.rows.rowsOf(accountId).isEmpty();
	}

	@Override
	public void removeFrom(String accountId) {
		this.rows.rowsOf(accountId).forEach((row) -> this.rows.delete(accountId, row.passkey().id()));
	}

}
