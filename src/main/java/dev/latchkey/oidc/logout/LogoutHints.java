package dev.latchkey.oidc.logout;

import java.util.EnumSet;
import java.util.Set;

import dev.latchkey.application.Application;
import dev.latchkey.application.ApplicationDirectory;
import dev.latchkey.grant.LiveSessions;
import dev.latchkey.key.CompactToken;
import dev.latchkey.key.InvalidTokenException;
import dev.latchkey.key.KeyPurpose;
import dev.latchkey.key.KeyRing;
import dev.latchkey.key.TokenType;
import dev.latchkey.session.SessionEndedException;
import dev.latchkey.session.UnknownSessionException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads ID tokens that are shown as a hint (OpenID Connect RP-Initiated Logout 1.0, 2).
 * One that has expired, or was followed by another at a refresh, says as well whom it is
 * about; an access token does not, which other services see.
 */
class LogoutHints {

	private static final Set<KeyPurpose> SIGN = EnumSet.of(KeyPurpose.APPLICATION_ES256, KeyPurpose.APPLICATION_RS256);

	private static final JsonMapper JSON = JsonMapper.shared();

	private final KeyRing keyRing;

	private final ApplicationDirectory applications;

	private final LiveSessions sessions;

	LogoutHints(KeyRing keyRing, ApplicationDirectory applications, LiveSessions sessions) {
		this.keyRing = keyRing;
		this.applications = applications;
		this.sessions = sessions;
	}

	/**
	 * Read a hint.
	 * @return what it says, or {@code null} if it is no ID token of ours, or of no
	 * application that is registered now
	 * @throws org.springframework.dao.DataAccessException if it cannot be told
	 */
	@Nullable LogoutHint read(String text) {
		try {
			CompactToken token = CompactToken.parse(text);
			JsonNode claims = JSON
				.readTree(this.keyRing.keyFor(TokenType.ID, SIGN, token.header()).verify(TokenType.ID, token));
			@Nullable Application application = this.applications.byClientId(claims.path("aud").asString(""));
			return (application != null && application.oidc() != null)
					? new LogoutHint(application, claims.path("sub").asString(""), claims.path("sid").asString(""))
					: null;
		}
		catch (InvalidTokenException | JacksonException ex) {
			return null;
		}
	}

	/**
	 * Return whether the session that a hint names is still there.
	 * @throws dev.latchkey.revocation.RevocationsUnknownException if this node cannot
	 * tell
	 * @throws org.springframework.dao.DataAccessException if it cannot be told
	 */
	boolean lives(LogoutHint hint) {
		try {
			this.sessions.look(hint.handle(), hint.application());
			return true;
		}
		catch (UnknownSessionException | SessionEndedException ex) {
			return false;
		}
	}

}
