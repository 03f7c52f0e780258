package dev.latchkey.oauth.token;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

import dev.latchkey.key.KeyPurpose;
import dev.latchkey.key.KeyRing;
import dev.latchkey.key.SigningKey;
import dev.latchkey.key.token.CompactToken;
import dev.latchkey.key.token.InvalidTokenException;
import dev.latchkey.key.token.TokenCache;
import dev.latchkey.key.token.TokenType;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The one place that verifies access tokens of applications: the form first, then the
 * header, then the signature, then the claims. A token that was verified once is kept
 * under its whole text until it expires, because a signature costs more than all the rest
 * of a request. Whether something has ended is asked elsewhere, each time.
 */
public class ApplicationTokenVerifier {

	/** By how much the clocks of nodes may differ. */
	public static final Duration SKEW = Duration.ofSeconds(5);

	private static final Set<KeyPurpose> KEYS = EnumSet.of(KeyPurpose.APPLICATION_ES256);

	// in characters: about 20,000 tokens of the usual length
	private static final long CACHED = 16_000_000;

	private final TokenCache<ApplicationTokenClaims> verified;

	private final KeyRing keyRing;

	private final TokenIssuer issuer;

	private final Clock clock;

	ApplicationTokenVerifier(KeyRing keyRing, TokenIssuer issuer, Clock clock) {
		this.keyRing = keyRing;
		this.issuer = issuer;
		this.clock = clock;
		this.verified = new TokenCache<>(CACHED, (claims) -> claims.expiresAt().plus(SKEW), clock);
	}

	/**
	 * Verify an access token that has not expired.
	 * @param text the token, as it came
	 * @return what it says
	 * @throws InvalidApplicationTokenException if this installation has not given it to
	 * an application so, or it has expired
	 * @throws org.springframework.dao.DataAccessException if the keys cannot be read
	 */
	public ApplicationTokenClaims verify(String text) {
		try {
			ApplicationTokenClaims claims = read(text);
			if (!this.clock.instant().isBefore(claims.expiresAt().plus(SKEW))) {
				throw new InvalidApplicationTokenException();
			}
			return claims;
		}
		catch (InvalidTokenException | JacksonException ex) {
			throw new InvalidApplicationTokenException();
		}
	}

	private ApplicationTokenClaims read(String text) {
		TokenCache.@Nullable Verified<ApplicationTokenClaims> known = this.verified.find(text);
		if (known != null) {
			// a key that is gone takes its tokens along
			this.keyRing.keyFor(TokenType.ACCESS, KEYS, known.header());
			return known.content();
		}
		CompactToken token = CompactToken.parse(text);
		SigningKey key = this.keyRing.keyFor(TokenType.ACCESS, KEYS, token.header());
		ApplicationTokenClaims claims = requireOwn(key.verify(token));
		this.verified.keep(text, key.header(), claims);
		return claims;
	}

	/**
	 * Read the claims of a signed payload, which have to be this installation's and
	 * written as it writes them: another reader might understand other words differently.
	 */
	private ApplicationTokenClaims requireOwn(byte[] payload) {
		ApplicationTokenClaims claims = ApplicationTokenClaims.read(payload);
		if (!this.issuer.isOwn(claims.iss()) || claims.issuedAt().isAfter(this.clock.instant().plus(SKEW))
				|| !Arrays.equals(claims.write(), payload)) {
			throw new InvalidApplicationTokenException();
		}
		return claims;
	}

}
