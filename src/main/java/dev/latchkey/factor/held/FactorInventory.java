package dev.latchkey.factor.held;

import java.time.Instant;

import dev.latchkey.factor.RecoveryCodes;
import dev.latchkey.factor.TotpFactor;
import dev.latchkey.factor.passkey.Passkeys;
import org.jspecify.annotations.Nullable;

/**
 * Tells what accounts have as second factors, and no secret of them.
 */
public class FactorInventory {

	private final TotpFactor totp;

	private final Passkeys passkeys;

	private final RecoveryCodes recoveryCodes;

	FactorInventory(TotpFactor totp, Passkeys passkeys, RecoveryCodes recoveryCodes) {
		this.totp = totp;
		this.passkeys = passkeys;
		this.recoveryCodes = recoveryCodes;
	}

	/**
	 * Return what an account has.
	 * @param accountId the account
	 * @return its factors; none for an account that there is not
	 */
	public HeldFactors heldBy(String accountId) {
		@Nullable Instant setUpAt = this.totp.setUpAt(accountId);
		return new HeldFactors((setUpAt != null) ? new HeldFactors.Totp(setUpAt) : null,
				this.passkeys.passkeysOf(accountId), this.recoveryCodes.left(accountId));
	}

}
