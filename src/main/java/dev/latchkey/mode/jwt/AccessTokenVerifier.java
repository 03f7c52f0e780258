package dev.latchkey.mode.jwt;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

import dev.latchkey.key.IssuerSettings;
import dev.latchkey.key.KeyRing;
import dev.latchkey.key.SigningKey;
import dev.latchkey.key.token.CompactToken;
import dev.latchkey.key.token.InvalidTokenException;
import dev.latchkey.key.token.TokenCache;
import dev.latchkey.mode.CredentialInspection;
import dev.latchkey.mode.CredentialReading;
import dev.latchkey.mode.InvalidCredentialException;
import dev.latchkey.session.Session;
import dev.latchkey.session.seen.CredentialUse;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The one place that verifies access tokens: the form first, then the header, then the
 * signature, then the claims. A token that was verified once is kept under its whole text
 * until it expires, because a signature costs more than all the rest of a request.
 * Whether the session has ended is asked elsewhere, each time.
 */
class AccessTokenVerifier {

	// in characters: about 40,000 tokens of the usual length
	private static final long CACHED = 32_000_000;

	private static final int SKEW_SHARE = 10;

	private final TokenCache<CredentialReading> verified;

	private final KeyRing keyRing;

	private final JwtSettings settings;

	private final String issuer;

	private final Clock clock;

	AccessTokenVerifier(KeyRing keyRing, JwtSettings settings, IssuerSettings issuerSettings, Clock clock) {
		this.keyRing = keyRing;
		this.settings = settings;
		this.issuer = issuerSettings.issuer();
		this.clock = clock;
		this.verified = new TokenCache<>(CACHED, CredentialReading::validUntil, clock);
	}

	/**
	 * Verify an access token, whether or not it has expired.
	 * @return what it says
	 * @throws InvalidCredentialException if it was not issued by this installation or is
	 * not byte-for-byte canonical
	 * @throws org.springframework.dao.DataAccessException if the keys cannot be read
	 */
	CredentialReading verify(String text) {
		try {
			TokenCache.@Nullable Verified<CredentialReading> known = this.verified.find(text);
			if (known != null) {
				// a key that is gone takes its tokens along
				this.keyRing.keyFor(known.header());
				return known.content();
			}
			CompactToken token = CompactToken.parse(text);
			SigningKey key = this.keyRing.keyFor(token.header());
			CredentialReading reading = toReading(requireOwn(key.verify(token)));
			this.verified.keep(text, key.header(), reading);
			return reading;
		}
		catch (InvalidTokenException | JacksonException ex) {
			throw new InvalidCredentialException();
		}
	}

	/**
	 * Keep what is known of a session beside a token that was verified and is kept.
	 */
	void renew(String text, Session session) {
		TokenCache.@Nullable Verified<CredentialReading> known = this.verified.find(text);
		if (known != null) {
			CredentialReading before = known.content();
			this.verified.keep(text, known.header(), new CredentialReading(session, before.validUntil(), before.use()));
		}
	}

	/**
	 * Verify an access token for an application that asks about it.
	 * @return what it says, claim by claim
	 * @throws InvalidCredentialException as {@link #verify}
	 */
	CredentialInspection inspect(String text) {
		CredentialReading reading = verify(text);
		// verified by now, so this only takes it apart once more
		AccessClaims claims = AccessClaims.read(CompactToken.parse(text).payload());
		return new CredentialInspection(CredentialInspection.Kind.ACCESS_TOKEN, reading,
				Instant.ofEpochSecond(claims.iat()), Instant.ofEpochSecond(claims.exp()),
				new CredentialInspection.SignedToken(claims.iss(), claims.aud(), claims.jti()));
	}

	/**
	 * Read the claims of a signed payload, which have to be this installation's and
	 * written as it writes them: another reader might understand other words differently.
	 */
	private AccessClaims requireOwn(byte[] payload) {
		AccessClaims claims = AccessClaims.read(payload);
		Instant latest = this.clock.instant().plus(this.settings.clockSkew());
		if (!claims.iss().equals(this.issuer) || !claims.aud().equals(this.settings.audience())
				|| !claims.clientId().equals(AccessClaims.OWN_CLIENT)
				|| Instant.ofEpochSecond(claims.iat()).isAfter(latest) || !Arrays.equals(claims.write(), payload)) {
			throw new InvalidCredentialException();
		}
		return claims;
	}

	private CredentialReading toReading(AccessClaims claims) {
		Session session = claims.session();
		Duration skew = this.settings.clockSkew();
		// a token of a few seconds is meant to end after these
		Duration most = Duration.ofSeconds(claims.exp() - claims.iat()).dividedBy(SKEW_SHARE);
		Instant end = Instant.ofEpochSecond(claims.exp()).plus((most.compareTo(skew) < 0) ? most : skew);
		return new CredentialReading(session, end.isBefore(session.expiresAt()) ? end : session.expiresAt(),
				new CredentialUse(session.handle(), claims.gen()));
	}

}
