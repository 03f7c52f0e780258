package dev.latchkey.oauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.latchkey.application.Application;
import dev.latchkey.crypto.RandomIds;
import dev.latchkey.crypto.RandomValues;
import dev.latchkey.crypto.Sha256;
import dev.latchkey.oauth.GrantsEnded.Cause;
import dev.latchkey.oauth.token.GrantedTokens;
import dev.latchkey.session.Session;
import dev.latchkey.session.seen.LastSeen;
import org.jspecify.annotations.Nullable;

/**
 * Issues authorization codes, each with a grant that is not redeemed yet, and exchanges
 * them.
 */
class CodeExchange {

	private static final int LENGTH = 32;

	private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{43}");

	// RFC 7636, 4.1
	private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

	private final GrantRows rows;

	private final NewGrantRows newRows;

	private final GrantSessions sessions;

	private final GrantOpening openings;

	private final GrantEndings endings;

	private final LastSeen lastSeen;

	private final Clock clock;

	CodeExchange(GrantRows rows, NewGrantRows newRows, GrantSessions sessions, GrantOpening openings,
			GrantEndings endings, LastSeen lastSeen, Clock clock) {
		this.rows = rows;
		this.newRows = newRows;
		this.sessions = sessions;
		this.openings = openings;
		this.endings = endings;
		this.lastSeen = lastSeen;
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
		NewGrantRows.NewGrant grant = new NewGrantRows.NewGrant(RandomIds.next(), application.id(), session.handle(),
				session.accountId(), this.clock.instant().plus(GrantOpening.UNUSED));
		if (!this.newRows.insert(grant, request, Sha256.base64Url(code))) {
			throw new InvalidGrantException();
		}
		this.newRows.keepNewest(session.handle(), application.id(), GrantOpening.MOST_GRANTS);
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
		if (grant.redeemedAt() != null) {
			// again at once: it need not wait for the session's row
			throw new InvalidGrantException();
		}
		return this.openings.open(grant, application, issued.nonce());
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
