package dev.latchkey.notice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import dev.latchkey.application.Application;
import dev.latchkey.application.OidcAccess;
import dev.latchkey.crypto.RandomIds;
import dev.latchkey.key.KeyPurpose;
import dev.latchkey.key.KeyRing;
import dev.latchkey.key.token.TokenType;

/**
 * Writes logout tokens: a new one for each attempt, as an application may refuse one that
 * it has seen, and one that is old.
 */
class LogoutTokens {

	// OpenID Connect Back-Channel Logout 1.0, 2.4: preferably two minutes at most
	private static final Duration LIFETIME = Duration.ofMinutes(2);

	private final KeyRing keyRing;

	private final Clock clock;

	LogoutTokens(KeyRing keyRing, Clock clock) {
		this.keyRing = keyRing;
		this.clock = clock;
	}

	/**
	 * Write a token, signed as the application's ID tokens are.
	 * @throws org.springframework.dao.DataAccessException if this node knows no key to
	 * sign with
	 */
	String write(LogoutNotice notice, Application application) {
		Instant now = this.clock.instant();
		LogoutClaims claims = new LogoutClaims(notice.issuer(), notice.accountId(), application.clientId(),
				now.getEpochSecond(), now.plus(LIFETIME).getEpochSecond(), RandomIds.next(), notice.handle(),
				LogoutClaims.BACK_CHANNEL_LOGOUT);
		OidcAccess oidc = application.oidc();
		String algorithm = (oidc != null) ? oidc.idTokenAlgorithm() : OidcAccess.DEFAULT_ALGORITHM;
		return this.keyRing.current(KeyPurpose.ofApplication(algorithm)).sign(TokenType.LOGOUT, claims.write());
	}

}
