package dev.latchkey.oauth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.latchkey.key.CompactToken;
import dev.latchkey.key.InvalidTokenException;
import dev.latchkey.key.KeyPurpose;
import dev.latchkey.key.KeyRing;
import dev.latchkey.key.SigningKey;
import dev.latchkey.key.TokenType;
import tools.jackson.core.JacksonException;

/**
 * The one place that verifies access tokens of applications: the form first, then the
 * header, then the signature, then the claims. A token that was verified once is kept
 * under its whole text until it expires, because a signature costs more than all the rest
 * of a request. Whether something has ended is asked elsewhere, each time.
 */
class ApplicationTokenVerifier {

	/** By how much the clocks of nodes may differ. */
	static final Duration SKEW = Duration.ofSeconds(5);

	private static final Set<KeyPurpose> KEYS = EnumSet.of(KeyPurpose.APPLICATION_ES256);

	// in characters: about 20,000 tokens of the usual length
	private static final long CACHED = 16_000_000;

	private final Cache<String, Verified> verified;

	private final KeyRing keyRing;

	private final TokenIssuer issuer;

	private final Clock clock;

	ApplicationTokenVerifier(KeyRing keyRing, TokenIssuer issuer, Clock clock) {
		this.keyRing = keyRing;
		this.issuer = issuer;
		this.clock = clock;
		this.verified = Caffeine.newBuilder()
			.maximumWeight(CACHED)
			// waking another thread for it costs more than doing it
			.executor(Runnable::run)
			.weigher((String text, Verified token) -> text.length())
			.ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
			.expireAfter(Expiry.creating((String text, Verified token) -> remaining(token.claims())))
			.build();
	}

	/**
	 * Verify an access token that has not expired.
	 * @return what it says
	 * @throws InvalidApplicationTokenException if this installation has not given it to
	 * an application so, or it has expired
	 * @throws org.springframework.dao.DataAccessException if the keys cannot be read
	 */
	ApplicationTokenClaims verify(String text) {
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
		Verified known = this.verified.getIfPresent(text);
		if (known != null) {
			// a key that is gone takes its tokens along
			this.keyRing.keyFor(TokenType.ACCESS, KEYS, known.header());
			return known.claims();
		}
		CompactToken token = CompactToken.parse(text);
		SigningKey key = this.keyRing.keyFor(TokenType.ACCESS, KEYS, token.header());
		ApplicationTokenClaims claims = requireOwn(key.verify(token));
		this.verified.put(text, new Verified(key.header(), claims));
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

	private Duration remaining(ApplicationTokenClaims claims) {
		Instant end = claims.expiresAt().plus(SKEW);
		Duration left = Duration.between(this.clock.instant(), end);
		return left.isNegative() ? Duration.ZERO : left;
	}

	/**
	 * What is kept of a token: its header names the key that signed it.
	 */
	private record Verified(String header, ApplicationTokenClaims claims) {
	}

}
