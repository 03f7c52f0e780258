package dev.latchkey.mode.jwt;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import dev.latchkey.crypto.RandomIds;
import dev.latchkey.key.IssuerSettings;
import dev.latchkey.key.KeyPurpose;
import dev.latchkey.key.KeyRing;
import dev.latchkey.key.token.TokenType;
import dev.latchkey.session.OpenedSession;
import dev.latchkey.session.Session;
import dev.latchkey.session.SessionSettings;

/**
 * Writes access tokens.
 */
class AccessTokenWriter {

	private final KeyRing keyRing;

	private final JwtSettings settings;

	private final String issuer;

	private final SessionSettings sessionSettings;

	private final int longest;

	private final Clock clock;

	/**
	 * Write with the keys of this node.
	 * @param longest the greatest length of a token, in characters
	 */
	AccessTokenWriter(KeyRing keyRing, JwtSettings settings, IssuerSettings issuerSettings,
			SessionSettings sessionSettings, int longest, Clock clock) {
		this.keyRing = keyRing;
		this.settings = settings;
		this.issuer = issuerSettings.issuer();
		this.sessionSettings = sessionSettings;
		this.longest = longest;
		this.clock = clock;
	}

	/**
	 * Write the access token of a session that the gate has opened. It expires with the
	 * session, or when the session may have been idle for too long.
	 * @param generation the refresh that the token counts as when it is seen in use
	 * @return the token
	 */
	AccessToken write(OpenedSession opened, long generation) {
		Session session = opened.session();
		Instant now = this.clock.instant();
		Instant exp = now.plus(lifetime(opened));
		if (exp.isAfter(session.expiresAt())) {
			exp = session.expiresAt();
		}
		// a session may end while it is being refreshed
		Instant iat = now.isAfter(exp) ? exp : now;
		AccessClaims claims = new AccessClaims(this.issuer, this.settings.audience(), AccessClaims.OWN_CLIENT,
				session.accountId(), session.handle(), RandomIds.next(), iat.getEpochSecond(), exp.getEpochSecond(),
				session.epoch(), generation, session.username(), session.roles(), session.permissions(),
				session.authTime().getEpochSecond(),
				session.startedAt().isBefore(session.authTime()) ? session.startedAt().getEpochSecond() : null,
				session.amr(), session.expiresAt().getEpochSecond(), session.mustChangePassword() ? true : null,
				session.mustSetUpFactor() ? true : null);
		String text = this.keyRing.current(KeyPurpose.ACCESS).sign(TokenType.ACCESS, claims.write());
		if (text.length() > this.longest) {
			throw new IllegalStateException("this access token would not fit into a cookie");
		}
		return new AccessToken(text, claims);
	}

	private Duration lifetime(OpenedSession opened) {
		Duration idle = this.sessionSettings.idle(opened.remembered());
		Duration lifetime = this.settings.accessTokenLifetime();
		return (idle.compareTo(lifetime) < 0) ? idle : lifetime;
	}

}
