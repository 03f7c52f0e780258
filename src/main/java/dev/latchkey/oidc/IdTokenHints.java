package dev.latchkey.oidc;

import java.util.EnumSet;
import java.util.Set;

import dev.latchkey.key.CompactToken;
import dev.latchkey.key.InvalidTokenException;
import dev.latchkey.key.KeyPurpose;
import dev.latchkey.key.KeyRing;
import dev.latchkey.key.TokenType;
import dev.latchkey.session.Session;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the ID tokens by which applications say whom they expect (OpenID Connect Core
 * 1.0, 3.1.2.1). One that has expired says so as well.
 */
class IdTokenHints {

	private static final Set<KeyPurpose> SIGN = EnumSet.of(KeyPurpose.APPLICATION_ES256, KeyPurpose.APPLICATION_RS256);

	private static final JsonMapper JSON = JsonMapper.shared();

	private final KeyRing keyRing;

	IdTokenHints(KeyRing keyRing) {
		this.keyRing = keyRing;
	}

	/**
	 * Return whether a request expects another person than the one who is signed in. A
	 * hint that this installation has not given to the application says nothing.
	 */
	boolean expectAnother(AuthorizationRequest wanted, Session session) {
		@Nullable String hint = wanted.idTokenHint();
		@Nullable String expected = (hint != null) ? accountId(hint, wanted.application().clientId()) : null;
		return expected != null && !expected.equals(session.accountId());
	}

	private @Nullable String accountId(String hint, String clientId) {
		try {
			CompactToken token = CompactToken.parse(hint);
			JsonNode claims = JSON
				.readTree(this.keyRing.keyFor(TokenType.ID, SIGN, token.header()).verify(TokenType.ID, token));
			return clientId.equals(claims.path("aud").asString("")) ? claims.path("sub").asString("") : null;
		}
		catch (InvalidTokenException | JacksonException ex) {
			return null;
		}
	}

}
