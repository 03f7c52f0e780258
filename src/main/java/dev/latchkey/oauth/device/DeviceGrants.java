package dev.latchkey.oauth.device;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.latchkey.application.Application;
import dev.latchkey.crypto.Sha256;
import dev.latchkey.oauth.ApplicationGrants;
import dev.latchkey.oauth.InvalidGrantException;
import dev.latchkey.oauth.device.DeviceAuthorizationRows.Row;
import dev.latchkey.oauth.device.DeviceCodeException.Reason;
import dev.latchkey.oauth.token.GrantedTokens;

import org.springframework.transaction.support.TransactionOperations;

/**
 * Gives a device its tokens when it comes back with its device code, once (RFC 8628,
 * 3.4).
 */
public class DeviceGrants {

	// 32 bytes in base64url
	private static final Pattern TEXT = Pattern.compile("[A-Za-z0-9_-]{43}");

	/** By how much a device that asks too often has to wait longer (RFC 8628, 3.5). */
	private static final int SLOWER = 5;

	private static final int SLOWEST = 60;

	private final DeviceAuthorizationRows rows;

	private final ApplicationGrants grants;

	private final TransactionOperations transaction;

	DeviceGrants(DeviceAuthorizationRows rows, ApplicationGrants grants, TransactionOperations transaction) {
		this.rows = rows;
		this.grants = grants;
		this.transaction = transaction;
	}

	/**
	 * Redeem a device code. Of several callers at once, one gets tokens, and the others
	 * are told at once that they ask too often.
	 * @param deviceCode the code, as the client sent it
	 * @param application the application that the client is
	 * @return the tokens
	 * @throws DeviceCodeException if it gives nothing, or not yet
	 * @throws org.springframework.dao.DataAccessException if it cannot be redeemed now
	 */
	public GrantedTokens redeem(String deviceCode, Application application) {
		if (!TEXT.matcher(deviceCode).matches()) {
			throw new DeviceCodeException(Reason.INVALID);
		}
		String hash = Sha256.base64Url(deviceCode);
		Outcome outcome = this.transaction.execute((status) -> this.rows.lock(hash)
			.filter((row) -> row.applicationId().equals(application.id()))
			.map((row) -> judge(row, application))
			.orElseGet(() -> Outcome.of(this.rows.isOf(hash, application.id()) ? Reason.TOO_FAST : Reason.INVALID)));
		// thrown now, as the question is noted
		return outcome.tokens().orElseThrow(() -> new DeviceCodeException(outcome.reason().orElseThrow()));
	}

	private Outcome judge(Row row, Application application) {
		if ("denied".equals(row.decision())) {
			return Outcome.of(Reason.DENIED);
		}
		if (row.isOver()) {
			return Outcome.of(Reason.EXPIRED);
		}
		if ("approved".equals(row.decision())) {
			this.rows.delete(row);
			return open(Objects.requireNonNull(row.grantId()), application);
		}
		boolean tooSoon = row.isTooSoon();
		this.rows.notePoll(row, tooSoon ? Math.min(row.pollSeconds() + SLOWER, SLOWEST) : row.pollSeconds());
		return Outcome.of(tooSoon ? Reason.TOO_FAST : Reason.PENDING);
	}

	/**
	 * Give the tokens. What has ended meanwhile, by itself, with its session or with the
	 * consent, never gives any: the code is used up too.
	 */
	private Outcome open(String grantId, Application application) {
		try {
			return Outcome.of(this.grants.open(grantId, application));
		}
		catch (InvalidGrantException ex) {
			return Outcome.of(Reason.INVALID);
		}
	}

	private record Outcome(Optional<GrantedTokens> tokens, Optional<Reason> reason) {

		static Outcome of(GrantedTokens tokens) {
			return new Outcome(Optional.of(tokens), Optional.empty());
		}

		static Outcome of(Reason reason) {
			return new Outcome(Optional.empty(), Optional.of(reason));
		}

	}

}
