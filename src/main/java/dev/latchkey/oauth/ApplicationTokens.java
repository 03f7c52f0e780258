package dev.latchkey.oauth;

import dev.latchkey.application.Application;
import dev.latchkey.application.ApplicationDirectory;
import dev.latchkey.grant.LiveSessions;
import dev.latchkey.oauth.GrantsEnded.Cause;
import dev.latchkey.oauth.token.ApplicationTokenClaims;
import dev.latchkey.oauth.token.ApplicationTokenVerifier;
import dev.latchkey.oauth.token.InvalidApplicationTokenException;
import dev.latchkey.oauth.token.ScopeNames;
import dev.latchkey.revocation.RevocationView;
import dev.latchkey.session.Session;
import dev.latchkey.session.SessionEndedException;
import dev.latchkey.session.UnknownSessionException;
import org.jspecify.annotations.Nullable;

/**
 * Judges the tokens that applications were given: by their signature or MAC, and by what
 * this node knows of endings. An access token takes no statement in steady state.
 */
public class ApplicationTokens {

	private final ApplicationTokenVerifier verifier;

	private final RefreshTokenInspection refreshTokens;

	private final ApplicationDirectory applications;

	private final LiveSessions sessions;

	private final RevocationView view;

	private final GrantRows rows;

	private final GrantEndings endings;

	ApplicationTokens(ApplicationTokenVerifier verifier, RefreshTokenInspection refreshTokens,
			ApplicationDirectory applications, LiveSessions sessions, RevocationView view, GrantRows rows,
			GrantEndings endings) {
		this.verifier = verifier;
		this.refreshTokens = refreshTokens;
		this.applications = applications;
		this.sessions = sessions;
		this.view = view;
		this.rows = rows;
		this.endings = endings;
	}

	/**
	 * Return what an access token opens.
	 * @param accessToken the token, as the client sent it
	 * @return what it says, and its session, which is live
	 * @throws InvalidApplicationTokenException if it opens nothing
	 * @throws dev.latchkey.session.SessionEndedException if it did, and the session has
	 * ended
	 * @throws dev.latchkey.revocation.RevocationsUnknownException if this node cannot
	 * tell
	 * @throws org.springframework.dao.DataAccessException if this node does not know the
	 * session or the key, and it cannot be read
	 */
	public ApplicationToken open(String accessToken) {
		return token(requireGranted(this.verifier.verify(accessToken)), true);
	}

	/**
	 * Look at a token for an application that asks about it.
	 * @param token an access token or a refresh token
	 * @return what it says, or {@code null} if it is not active
	 * @throws dev.latchkey.revocation.RevocationsUnknownException if this node cannot
	 * tell
	 * @throws org.springframework.dao.DataAccessException likewise
	 */
	public @Nullable InspectedToken inspect(String token) {
		try {
			if (token.indexOf('.') < 0) {
				return this.refreshTokens.inspect(token);
			}
			ApplicationTokenClaims claims = requireGranted(this.verifier.verify(token));
			ApplicationToken active = token(claims, false);
			return new InspectedToken(InspectedToken.Kind.ACCESS_TOKEN, active.clientId(), active.session(),
					active.scopes(), active.issuedAt(), active.expiresAt(), claims.iss(), active.id());
		}
		catch (InvalidApplicationTokenException | SessionEndedException | UnknownSessionException ex) {
			return null;
		}
	}

	/**
	 * Tell whether a token is of an application that acts for itself: it hangs on no
	 * grant, so nothing but a budget bounds how many of them end.
	 * @param token an access token or a refresh token
	 * @return whether it is, and is active
	 * @throws org.springframework.dao.DataAccessException if the keys cannot be read
	 */
	public boolean hangsOnNoGrant(String token) {
		try {
			return token.indexOf('.') >= 0 && requireGranted(this.verifier.verify(token)).grantId() == null;
		}
		catch (InvalidApplicationTokenException ex) {
			return false;
		}
	}

	/**
	 * End the grant of a token that an application has no more use for (RFC 7009, 2.1).
	 * One that is not its own, or not active, ends nothing.
	 * @param token an access token or a refresh token
	 * @param application the application that it was given to
	 * @return whether every node has applied it, which is also the case where nothing
	 * ended
	 * @throws org.springframework.dao.DataAccessException if it cannot be written
	 */
	public boolean revoke(String token, Application application) {
		String actor = GrantSessions.actor(application);
		try {
			String grantId = this.refreshTokens.grantOf(token);
			if (grantId == null) {
				ApplicationTokenClaims claims = this.verifier.verify(token);
				if (!claims.clientId().equals(application.clientId())) {
					return true;
				}
				if (claims.grantId() == null) {
					requireGranted(claims);
					return this.endings.endToken(claims.jti(), claims.expiresAt(), actor).complete();
				}
				grantId = claims.grantId();
			}
			return this.rows.byId(grantId)
				.filter((grant) -> grant.isOf(application.id()))
				.map((grant) -> this.endings.end(grant, Cause.REVOKED, actor).complete())
				.orElse(true);
		}
		catch (InvalidApplicationTokenException ex) {
			return true;
		}
	}

	private ApplicationToken token(ApplicationTokenClaims claims, boolean used) {
		Application application = this.applications.byClientId(claims.clientId());
		if (application == null) {
			throw new InvalidApplicationTokenException();
		}
		Session session = (claims.sid() != null) ? session(claims, application, used) : null;
		return new ApplicationToken(claims.clientId(), session,
				ScopeNames.held(ScopeNames.ofWords(claims.scope()), application), claims.issuedAt(), claims.expiresAt(),
				claims.jti());
	}

	private Session session(ApplicationTokenClaims claims, Application application, boolean used) {
		try {
			String handle = String.valueOf(claims.sid());
			Session session = used ? this.sessions.use(handle, application) : this.sessions.look(handle, application);
			if (claims.epoch() != null && session.epoch() == claims.epoch() && application.oidc() != null) {
				return session;
			}
		}
		catch (UnknownSessionException ex) {
			throw new InvalidApplicationTokenException();
		}
		throw new InvalidApplicationTokenException();
	}

	/**
	 * Require that neither the grant nor all grants of the application have ended.
	 */
	private ApplicationTokenClaims requireGranted(ApplicationTokenClaims claims) {
		if (this.view.isGrantEnded(claims.endable(), claims.clientId(), claims.grantEpoch())) {
			throw new InvalidApplicationTokenException();
		}
		return claims;
	}

}
