package dev.latchkey.oauth;

import dev.latchkey.application.Application;
import dev.latchkey.application.ApplicationDirectory;
import dev.latchkey.grant.LiveSessions;
import dev.latchkey.oauth.token.GrantedTokensWriter;
import dev.latchkey.oauth.token.TokenIssuer;
import dev.latchkey.revocation.RevocationView;
import dev.latchkey.session.Session;
import dev.latchkey.session.refresh.RefreshRotation;
import dev.latchkey.session.refresh.RefreshToken;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a refresh would find, without refreshing.
 */
class RefreshTokenInspection {

	private final GrantedTokensWriter writer;

	private final GrantRows rows;

	private final ApplicationDirectory applications;

	private final LiveSessions sessions;

	private final RevocationView view;

	private final TokenIssuer issuer;

	RefreshTokenInspection(GrantedTokensWriter writer, GrantRows rows, ApplicationDirectory applications,
			LiveSessions sessions, RevocationView view, TokenIssuer issuer) {
		this.writer = writer;
		this.rows = rows;
		this.applications = applications;
		this.sessions = sessions;
		this.view = view;
		this.issuer = issuer;
	}

	/**
	 * Look at a refresh token.
	 * @return what it says, or {@code null} if it is not active
	 * @throws dev.latchkey.session.SessionEndedException if its session has ended
	 * @throws dev.latchkey.session.UnknownSessionException if that may not use the
	 * application any more
	 */
	@Nullable InspectedToken inspect(String text) {
		RefreshToken token = this.writer.refreshTokens().read(text).orElse(null);
		GrantRow grant = (token != null) ? this.rows.byId(token.id()).filter(GrantRow::isOpen).orElse(null) : null;
		if (token == null || grant == null || grant.clientId() == null
				|| RefreshRotation.successor(token.generation(), grant.state()).isEmpty()) {
			return null;
		}
		Application application = this.applications.byClientId(grant.clientId());
		if (application == null || !grant.hasConsent(application)
				|| this.view.isGrantEnded(grant.id(), grant.clientId(), grant.epoch())) {
			return null;
		}
		Session session = this.sessions.look(grant.handle(), application);
		return new InspectedToken(InspectedToken.Kind.REFRESH_TOKEN, grant.clientId(), session, grant.held(application),
				null, session.expiresAt(), this.issuer.value(), null);
	}

	/**
	 * Return the id of the grant that a refresh token is of.
	 * @return the id, or {@code null} if this is no refresh token of an application
	 */
	@Nullable String grantOf(String text) {
		return this.writer.refreshTokens().read(text).map(RefreshToken::id).orElse(null);
	}

}
