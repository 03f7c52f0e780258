package dev.latchkey.oidc;

import java.util.EnumSet;
import java.util.Set;

import dev.latchkey.key.KeyPurpose;
import dev.latchkey.key.KeyRing;
import dev.latchkey.key.token.CompactToken;
import dev.latchkey.key.token.InvalidTokenException;
import dev.latchkey.key.token.TokenType;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads ID tokens that applications bring along to say whom they expect or sign out
 * (OpenID Connect Core 1.0, 3.1.2.1; RP-Initiated Logout 1.0, 2). An ID token that has
 * expired, or that a refresh has replaced, is still a hint; an access token is none,
 * because other services see it.
 */
public class IdTokenHints {

	private static final Set<KeyPurpose> SIGN = EnumSet.of(KeyPurpose.APPLICATION_ES256, KeyPurpose.APPLICATION_RS256);

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final String AUDIENCE = "aud";

	private final KeyRing keyRing;

	IdTokenHints(KeyRing keyRing) {
		this.keyRing = keyRing;
	}

	/**
	 * Read a hint.
	 * @param text the token
	 * @return what it says, or {@code null} if this installation has not made it as an ID
	 * token
	 * @throws org.springframework.dao.DataAccessException if it cannot be told
	 */
	public @Nullable IdTokenHint read(String text) {
		try {
			CompactToken token = CompactToken.parse(text);
			JsonNode claims = JSON
				.readTree(this.keyRing.keyFor(TokenType.ID, SIGN, token.header()).verify(TokenType.ID, token));
			return new IdTokenHint(claims.path(AUDIENCE).asString(""), claims.path("sub").asString(""),
					claims.path("sid").asString(""));
		}
		catch (InvalidTokenException | JacksonException ex) {
			return null;
		}
	}

	/**
	 * Return which application an ID token names whose key is gone: an application may
	 * have kept it for much longer than a key is kept that was replaced. Nothing proves
	 * it, so it is worth as much as a client id, which any site can name.
	 * @param text the token
	 * @return the client id, or {@code null} if it names none, or its key is there
	 */
	public @Nullable String unprovedClientId(String text) {
		try {
			CompactToken token = CompactToken.parse(text);
			String clientId = JSON.readTree(token.payload()).path(AUDIENCE).asString("");
			return (!clientId.isEmpty() && this.keyRing.mayBeOfKeyThatIsGone(TokenType.ID, token.header())) ? clientId
					: null;
		}
		catch (InvalidTokenException | JacksonException ex) {
			return null;
		}
	}

}
