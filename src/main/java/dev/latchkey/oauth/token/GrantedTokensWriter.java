package dev.latchkey.oauth.token;

import java.time.Duration;
import java.time.Instant;
import java.util.SortedSet;

import dev.latchkey.application.Application;
import dev.latchkey.crypto.DerivedKeys;
import dev.latchkey.session.Session;
import dev.latchkey.session.refresh.RefreshToken;
import dev.latchkey.session.refresh.RefreshTokenCodec;
import org.jspecify.annotations.Nullable;

/**
 * Writes all tokens that a grant gives at one time.
 */
public class GrantedTokensWriter {

	private final ApplicationTokenWriter accessTokens;

	private final IdTokenWriter idTokens;

	private final RefreshTokenCodec refreshTokens;

	GrantedTokensWriter(ApplicationTokenWriter accessTokens, IdTokenWriter idTokens, DerivedKeys keys) {
		this.accessTokens = accessTokens;
		this.idTokens = idTokens;
		this.refreshTokens = new RefreshTokenCodec(keys.forAuthenticating("latchkey: refresh tokens of applications"));
	}

	/**
	 * Write the tokens of a grant.
	 * @param session the session that it hangs on
	 * @param application the application that it was given to
	 * @param grant what the tokens say of it
	 * @param generation the refresh that they come with, 0 for the first
	 * @param scopes what the access token is good for
	 * @param nonce what the ID token repeats, or {@code null}
	 * @return the tokens
	 * @throws org.springframework.dao.DataAccessException if this node knows no key to
	 * sign with
	 */
	public GrantedTokens write(Session session, Application application, IssuedGrant grant, long generation,
			SortedSet<String> scopes, @Nullable String nonce) {
		ApplicationTokenWriter.AccessToken access = this.accessTokens.write(session, application, grant, scopes);
		String refresh = this.refreshTokens.write(new RefreshToken(grant.id(), generation));
		String id = scopes.contains(ScopeNames.OPENID)
				? this.idTokens.write(session, application, access, scopes, nonce) : null;
		return new GrantedTokens(access.text(), lifetime(access), refresh, id, scopes);
	}

	/**
	 * Write the access token of an application that acts for itself.
	 * @param application the application
	 * @param epoch the log's number now
	 * @param scopes what the token is good for
	 * @return the access token alone
	 * @throws org.springframework.dao.DataAccessException as above
	 */
	public GrantedTokens write(Application application, long epoch, SortedSet<String> scopes) {
		ApplicationTokenWriter.AccessToken access = this.accessTokens.write(application, epoch, scopes);
		return new GrantedTokens(access.text(), lifetime(access), null, null, scopes);
	}

	/**
	 * Return the codec of the refresh tokens.
	 * @return the codec
	 */
	public RefreshTokenCodec refreshTokens() {
		return this.refreshTokens;
	}

	private static Duration lifetime(ApplicationTokenWriter.AccessToken access) {
		return Duration.between(access.claims().issuedAt(), access.claims().expiresAt());
	}

	/**
	 * What the tokens say of the grant.
	 *
	 * @param id the grant
	 * @param epoch the log's number when it was given
	 * @param tokensUntil when the access token expires at the latest, as the grant's row
	 * says: an ending stays in the log until then
	 */
	public record IssuedGrant(String id, long epoch, Instant tokensUntil) {
	}

}
