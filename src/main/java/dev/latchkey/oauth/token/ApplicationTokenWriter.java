package dev.latchkey.oauth.token;

import java.time.Clock;
import java.time.Instant;
import java.util.SortedSet;

import dev.latchkey.application.Application;
import dev.latchkey.crypto.RandomIds;
import dev.latchkey.key.KeyPurpose;
import dev.latchkey.key.KeyRing;
import dev.latchkey.key.token.TokenType;
import dev.latchkey.session.Session;

/**
 * Writes the access tokens of applications, with keys that never sign what opens Latchkey
 * itself.
 */
class ApplicationTokenWriter {

	private final KeyRing keyRing;

	private final TokenIssuer issuer;

	private final Clock clock;

	ApplicationTokenWriter(KeyRing keyRing, TokenIssuer issuer, Clock clock) {
		this.keyRing = keyRing;
		this.issuer = issuer;
		this.clock = clock;
	}

	/**
	 * Write a token of a grant, which does not outlive the session.
	 * @param grant what it says of the grant, which it does not outlive either
	 * @throws org.springframework.dao.DataAccessException if this node knows no key to
	 * sign with
	 */
	AccessToken write(Session session, Application application, GrantedTokensWriter.IssuedGrant grant,
			SortedSet<String> scopes) {
		Instant now = this.clock.instant();
		long exp = Math.min(grant.tokensUntil().getEpochSecond(), session.expiresAt().getEpochSecond());
		return sign(new ApplicationTokenClaims(this.issuer.value(), application.clientId(), application.clientId(),
				session.accountId(), session.handle(), RandomIds.next(), Math.min(now.getEpochSecond(), exp), exp,
				session.epoch(), grant.id(), grant.epoch(), ScopeNames.words(scopes),
				session.authTime().getEpochSecond(), session.amr()));
	}

	/**
	 * Write a token of an application that acts for itself.
	 * @param epoch the log's number now
	 * @throws org.springframework.dao.DataAccessException as above
	 */
	AccessToken write(Application application, long epoch, SortedSet<String> scopes) {
		Instant now = this.clock.instant();
		return sign(new ApplicationTokenClaims(this.issuer.value(), application.clientId(), application.clientId(),
				application.clientId(), null, RandomIds.next(), now.getEpochSecond(),
				now.plus(ApplicationTokenClaims.LIFETIME).getEpochSecond(), null, null, epoch, ScopeNames.words(scopes),
				null, null));
	}

	private AccessToken sign(ApplicationTokenClaims claims) {
		return new AccessToken(
				this.keyRing.current(KeyPurpose.APPLICATION_ES256).sign(TokenType.ACCESS, claims.write()), claims);
	}

	/**
	 * A token that was just written, with its claims.
	 */
	record AccessToken(String text, ApplicationTokenClaims claims) {

		/**
		 * Keep the secret out of logs.
		 */
		@Override
		public String toString() {
			return "AccessToken[" + this.claims.jti() + "]";
		}

	}

}
