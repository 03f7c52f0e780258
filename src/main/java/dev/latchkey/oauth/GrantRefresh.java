package dev.latchkey.oauth;

import java.time.Clock;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.SortedSet;

import dev.latchkey.application.Application;
import dev.latchkey.oauth.GrantsEnded.Cause;
import dev.latchkey.oauth.token.ApplicationTokenClaims;
import dev.latchkey.oauth.token.GrantedTokens;
import dev.latchkey.oauth.token.GrantedTokensWriter;
import dev.latchkey.session.Session;
import dev.latchkey.session.refresh.RefreshRotation;
import dev.latchkey.session.refresh.RefreshToken;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges refresh tokens, by the rule of {@link RefreshRotation}. Nothing is locked: of
 * several refreshes that find the same generation one moves it, and the others look
 * again. No row is inserted, however often an application refreshes, and what comes
 * between ends the row, and so the refresh.
 */
class GrantRefresh {

	private final GrantRows rows;

	private final GrantSessions sessions;

	private final GrantedTokensWriter writer;

	private final GrantEndings endings;

	private final Clock clock;

	GrantRefresh(GrantRows rows, GrantSessions sessions, GrantedTokensWriter writer, GrantEndings endings,
			Clock clock) {
		this.rows = rows;
		this.sessions = sessions;
		this.writer = writer;
		this.endings = endings;
		this.clock = clock;
	}

	/**
	 * Exchange a refresh token.
	 * @throws InvalidGrantException if it gives nothing
	 * @throws InvalidScopeException if more is asked for than the grant is good for now
	 */
	GrantedTokens refresh(String text, Application application, @Nullable SortedSet<String> scopes) {
		RefreshToken presented = this.writer.refreshTokens().read(text).orElseThrow(InvalidGrantException::new);
		GrantRow grant = find(presented, application);
		Session session = this.sessions.use(grant, application);
		SortedSet<String> asked = (scopes != null) ? scopes : grant.held(application);
		if (!grant.held(application).containsAll(asked)) {
			throw new InvalidScopeException();
		}
		Instant tokensUntil = this.clock.instant().plus(ApplicationTokenClaims.LIFETIME);
		while (true) {
			OptionalLong next = RefreshRotation.successor(presented.generation(), grant.state());
			if (next.isEmpty()) {
				this.endings.end(grant, Cause.REFRESH_REUSE, GrantSessions.actor(application));
				throw new InvalidGrantException();
			}
			if (this.rows.refresh(grant, presented.generation(), next.getAsLong(), tokensUntil)) {
				return this.writer.write(session, application,
						new GrantedTokensWriter.IssuedGrant(grant.id(), grant.epoch(), tokensUntil), next.getAsLong(),
						asked, null);
			}
			grant = find(presented, application);
		}
	}

	private GrantRow find(RefreshToken presented, Application application) {
		return this.rows.byId(presented.id())
			.filter((grant) -> grant.isOf(application.id()) && grant.isOpen())
			.orElseThrow(InvalidGrantException::new);
	}

}
