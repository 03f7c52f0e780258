package dev.latchkey.factor;

import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;

import dev.latchkey.account.Account;
import dev.latchkey.crypto.DerivedKeys;
import dev.latchkey.crypto.TextEncryption;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.Order;

/**
 * Codes that change with time, of an authenticator app (RFC 6238). Each is good once: the
 * database compares the step with the newest that was used.
 */
@Order(1)
public class TotpFactor implements FactorKind {

	/** What clients call it. */
	public static final String CODE = "totp";

	private final TotpRows rows;

	private final TextEncryption encryption;

	private final Clock clock;

	TotpFactor(TotpRows rows, DerivedKeys keys, Clock clock) {
		this.rows = rows;
		this.encryption = new TextEncryption(keys.forEncrypting("latchkey: secrets of second factors"));
		this.clock = clock;
	}

	@Override
	public String code() {
		return CODE;
	}

	@Override
	public boolean isSetUp(String accountId) {
		return this.rows.find(accountId).isPresent();
	}

	/**
	 * Return when an app was set up.
	 * @param accountId the account
	 * @return the time, or {@code null} if none is
	 */
	public @Nullable Instant setUpAt(String accountId) {
		return this.rows.setUpAt(accountId);
	}

	/**
	 * Make a secret. It counts once the person has typed a code of it, within an hour;
	 * until then the one that was set up before does.
	 * @param account the account, which the caller has locked
	 * @param issuer what the app calls this service
	 * @return what to give to the app
	 */
	public TotpEnrolment begin(Account account, String issuer) {
		TotpSecret secret = TotpSecret.next();
		this.rows.putPending(account.id(),
				this.encryption.encrypt(Base64.getEncoder().encodeToString(secret.bytes()), context(account.id())));
		return TotpEnrolment.of(secret, issuer, account.username());
	}

	/**
	 * Return the secret that waits for its first code, to be shown again.
	 * @param account the account
	 * @param issuer what the app calls this service
	 * @return what to give to the app, or {@code null} if nothing waits
	 */
	public @Nullable TotpEnrolment waiting(Account account, String issuer) {
		return this.rows.findPending(account.id())
			.map((secret) -> TotpEnrolment.of(decrypt(account.id(), secret), issuer, account.username()))
			.orElse(null);
	}

	/**
	 * Put a waiting secret in force by its first code, and use that code up.
	 * @param accountId the account, which the caller has locked
	 * @param typed the code, as it was typed
	 * @return whether it is a code of the waiting secret
	 */
	boolean confirm(String accountId, String typed) {
		OptionalLong step = this.rows.findPending(accountId)
			.map((secret) -> stepOf(accountId, secret, typed, 0))
			.orElse(OptionalLong.empty());
		step.ifPresent((used) -> this.rows.confirm(accountId, used));
		return step.isPresent();
	}

	/**
	 * Check a code, and use it up if it is right.
	 */
	boolean proves(String accountId, String typed) {
		Optional<TotpRows.Row> found = this.rows.find(accountId);
		if (found.isEmpty()) {
			return false;
		}
		TotpRows.Row row = found.get();
		OptionalLong step = stepOf(accountId, row.secret(), typed, row.lastStep());
		return step.isPresent() && this.rows.use(accountId, row.secret(), step.getAsLong());
	}

	@Override
	public void removeFrom(String accountId) {
		this.rows.delete(accountId);
	}

	private OptionalLong stepOf(String accountId, String encrypted, String typed, long after) {
		return OneTimeCode.typed(typed)
			.map((code) -> decrypt(accountId, encrypted).stepOf(code, this.clock.instant(), after))
			.orElse(OptionalLong.empty());
	}

	private TotpSecret decrypt(String accountId, String encrypted) {
		try {
			return TotpSecret.of(Base64.getDecoder().decode(this.encryption.decrypt(encrypted, context(accountId))));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("A secret of a second factor was encrypted under another master key", ex);
		}
	}

	private static String context(String accountId) {
		return "totp of " + accountId;
	}

}
