package dev.latchkey.grant;

import java.time.Clock;
import java.time.Instant;

import dev.latchkey.application.Application;
import dev.latchkey.crypto.RandomIds;
import dev.latchkey.key.IssuerSettings;
import dev.latchkey.key.KeyPurpose;
import dev.latchkey.key.KeyRing;
import dev.latchkey.key.SigningKey;
import dev.latchkey.key.token.TokenType;
import dev.latchkey.session.Session;
import dev.latchkey.url.PublicUrl;

/**
 * Writes identity assertions.
 */
class AssertionWriter {

	private final KeyRing keyRing;

	private final String issuer;

	private final Clock clock;

	AssertionWriter(KeyRing keyRing, PublicUrl publicUrl, IssuerSettings settings, Clock clock) {
		this.keyRing = keyRing;
		this.issuer = publicUrl.isKnown() ? publicUrl.urlOf("") : settings.issuer();
		this.clock = clock;
	}

	/**
	 * Write an assertion, which does not outlive the session.
	 * @throws org.springframework.dao.DataAccessException if this node knows no key to
	 * sign with
	 */
	IdentityAssertion write(Session session, Application application) {
		Instant now = this.clock.instant();
		Instant exp = now.plus(IdentityAssertion.LIFETIME);
		if (exp.isAfter(session.expiresAt())) {
			exp = session.expiresAt();
		}
		AssertionClaims claims = new AssertionClaims(this.issuer, application.clientId(), session.accountId(),
				session.handle(), RandomIds.next(), now.getEpochSecond(), exp.getEpochSecond(),
				session.authTime().getEpochSecond(), session.amr(), session.username(), session.roles(),
				session.permissions());
		SigningKey key = this.keyRing.current(KeyPurpose.APPLICATION_ES256);
		return new IdentityAssertion(key.sign(TokenType.ASSERTION, claims.write()), key.kid(), exp);
	}

}
