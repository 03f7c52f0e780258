package dev.latchkey.oauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.latchkey.application.Application;
import dev.latchkey.crypto.RandomIds;
import dev.latchkey.crypto.RandomValues;
import dev.latchkey.crypto.Sha256;
import dev.latchkey.oauth.GrantsEnded.Cause;
import dev.latchkey.session.LastSeen;
import dev.latchkey.session.Session;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionOperations;

/**
 * Issues authorization codes and exchanges them. An exchange locks the session: either it
 * finds that the session has ended, or the ending finds the grant.
 */
class CodeExchange {

	private static final int LENGTH = 32;

	// how long the row of a code stays that is never redeemed, in seconds
	private static final long UNUSED = 3_600;

	// of one application in one session: it may ask for a code each minute for days
	private static final int MOST_GRANTS = 5_000;

	private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{43}");

	// RFC 7636, 4.1
	private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

	private final GrantRows rows;

	private final GrantSessions sessions;

	private final GrantedTokensWriter writer;

	private final GrantEndings endings;

	private final LastSeen lastSeen;

	private final TransactionOperations transaction;

	private final Clock clock;

	CodeExchange(GrantRows rows, GrantSessions sessions, GrantedTokensWriter writer, GrantEndings endings,
			LastSeen lastSeen, TransactionOperations transaction, Clock clock) {
		this.rows = rows;
		this.sessions = sessions;
		this.writer = writer;
		this.endings = endings;
		this.lastSeen = lastSeen;
		this.transaction = transaction;
		this.clock = clock;
	}

	/**
	 * Issue a code, whose hash alone is stored.
	 * @throws InvalidGrantException if the application is not registered any more
	 */
	String issue(Session session, Application application, CodeRequest request) {
		this.sessions.requireLive(session, application);
		// at once: the node that redeems it may take the session for idle
		this.lastSeen.write(session.handle());
		String code = RandomValues.base64Url(LENGTH);
		GrantRows.NewGrant grant = new GrantRows.NewGrant(RandomIds.next(), application.id(), session.handle(),
				session.accountId(), this.clock.instant().plusSeconds(UNUSED));
		if (!this.rows.insert(grant, request, Sha256.base64Url(code))) {
			throw new InvalidGrantException();
		}
		this.rows.keepNewest(session.handle(), application.id(), MOST_GRANTS);
		return code;
	}

	/**
	 * Redeem a code. Of several at once, one is answered with tokens. One that comes
	 * again later, or from another application, ends what was given for it (RFC 9700,
	 * 4.5).
	 * @throws InvalidGrantException if it gives nothing
	 */
	GrantedTokens redeem(String code, Application application, @Nullable String redirectUri,
			@Nullable String codeVerifier) {
		GrantRow grant = find(code);
		if (!grant.isOf(application.id()) || grant.wasRedeemedBefore()) {
			this.endings.end(grant, Cause.CODE_REUSE, GrantSessions.actor(application));
			throw new InvalidGrantException();
		}
		GrantRow.IssuedCode issued = Optional.ofNullable(grant.code()).orElseThrow(InvalidGrantException::new);
		if (!issued.redirectUri().equals(redirectUri) || !proves(codeVerifier, issued.challenge())) {
			throw new InvalidGrantException();
		}
		Session session = this.sessions.use(grant, application);
		Instant tokensUntil = this.clock.instant().plus(AccessTokenClaims.LIFETIME);
		boolean redeemed = this.transaction.execute((status) -> this.rows.lockSession(grant.handle())
				&& this.rows.redeem(grant.id(), tokensUntil, session.expiresAt()));
		if (!redeemed) {
			throw new InvalidGrantException();
		}
		return this.writer.write(session, application, new GrantedTokensWriter.IssuedGrant(grant.id(), grant.epoch()),
				0, grant.scopes(), issued.nonce());
	}

	private GrantRow find(String code) {
		if (!CODE.matcher(code).matches()) {
			throw new InvalidGrantException();
		}
		return this.rows.byCode(Sha256.base64Url(code))
			.filter((grant) -> grant.clientId() != null && !grant.ended())
			.orElseThrow(InvalidGrantException::new);
	}

	/**
	 * Tell whether a verifier is the one that a challenge was made of (RFC 7636, 4.6).
	 */
	private static boolean proves(@Nullable String verifier, String challenge) {
		return verifier != null && VERIFIER.matcher(verifier).matches()
				&& MessageDigest.isEqual(Sha256.base64Url(verifier).getBytes(StandardCharsets.US_ASCII),
						challenge.getBytes(StandardCharsets.US_ASCII));
	}

}
