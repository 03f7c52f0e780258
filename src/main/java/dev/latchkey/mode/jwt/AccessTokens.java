package dev.latchkey.mode.jwt;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.key.CompactToken;
import dev.latchkey.key.InvalidTokenException;
import dev.latchkey.key.KeyRing;
import dev.latchkey.key.SigningKey;
import dev.latchkey.mode.CredentialInspection;
import dev.latchkey.mode.CredentialReading;
import dev.latchkey.mode.InvalidCredentialException;
import dev.latchkey.session.CredentialUse;
import dev.latchkey.session.OpenedSession;
import dev.latchkey.session.Session;
import dev.latchkey.session.SessionSettings;
import tools.jackson.core.JacksonException;

/**
 * Writes access tokens, and is the one place that verifies them: the form first, then the
 * header, then the signature, then what the token says. What was verified once is kept
 * under the whole text until it is over, because a signature costs more than all the rest
 * of a request. Whether the session has ended is asked elsewhere, each time.
 */
public class AccessTokens {

	// in characters: about 40,000 tokens of the usual length
	private static final long CACHED = 32_000_000;

	private static final int SKEW_SHARE = 10;

	private final SecureRandom random = new SecureRandom();

	private final Cache<String, Verified> verified;

	private final KeyRing keys;

	private final JwtSettings settings;

	private final SessionSettings sessionSettings;

	private final int longest;

	private final Clock clock;

	/**
	 * Write and read tokens.
	 * @param longest how long a token may be that is written here
	 */
	AccessTokens(KeyRing keys, JwtSettings settings, SessionSettings sessionSettings, int longest, Clock clock) {
		this.keys = keys;
		this.settings = settings;
		this.sessionSettings = sessionSettings;
		this.longest = longest;
		this.clock = clock;
		this.verified = Caffeine.newBuilder()
			.maximumWeight(CACHED)
			// to wake another thread for it costs more than to do it
			.executor(Runnable::run)
			.weigher((String text, Verified token) -> text.length())
			.ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
			.expireAfter(Expiry.creating((String text, Verified token) -> remaining(token.reading())))
			.build();
	}

	/**
	 * Write the access token of a session that the gate has opened.
	 * @return the token; it is over with the session, or if the session may have been
	 * idle for too long
	 */
	AccessToken write(OpenedSession opened) {
		return write(opened, opened.generation());
	}

	/**
	 * Write an access token that counts as an older one when it is seen in use.
	 */
	AccessToken write(OpenedSession opened, long generation) {
		Session session = opened.session();
		Instant now = this.clock.instant();
		Duration idle = this.sessionSettings.idle(opened.remembered());
		Duration lifetime = this.settings.accessTokenLifetime();
		Instant exp = now.plus((idle.compareTo(lifetime) < 0) ? idle : lifetime);
		if (exp.isAfter(session.expiresAt())) {
			exp = session.expiresAt();
		}
		// a session may end while it is being refreshed
		Instant iat = now.isAfter(exp) ? exp : now;
		byte[] jti = new byte[16];
		this.random.nextBytes(jti);
		AccessClaims claims = new AccessClaims(this.settings.issuer(), this.settings.audience(), session.accountId(),
				session.handle(), Base64Url.encode(jti), iat.getEpochSecond(), exp.getEpochSecond(), session.epoch(),
				generation, session.username(), session.roles(), session.permissions(),
				session.startedAt().getEpochSecond(), session.expiresAt().getEpochSecond(),
				session.mustChangePassword() ? true : null);
		String text = this.keys.current().sign(claims.write());
		if (text.length() > this.longest) {
			throw new IllegalStateException("this access token would not fit into a cookie");
		}
		return new AccessToken(text, claims);
	}

	/**
	 * Read an access token, whether or not it is still good.
	 * @return what it says
	 * @throws InvalidCredentialException if it is not one of ours, down to the last bit
	 */
	public CredentialReading read(String text) {
		try {
			Verified known = this.verified.getIfPresent(text);
			if (known != null) {
				// a key that is gone takes its tokens along
				this.keys.keyFor(known.header());
				return known.reading();
			}
			CompactToken token = CompactToken.of(text);
			SigningKey key = this.keys.keyFor(token.header());
			CredentialReading reading = reading(claims(key.verify(token)));
			this.verified.put(text, new Verified(key.header(), reading));
			return reading;
		}
		catch (InvalidTokenException ex) {
			throw new InvalidCredentialException();
		}
	}

	/**
	 * Read an access token for somebody who asks about it.
	 * @return what it says, claim by claim
	 * @throws InvalidCredentialException as {@link #read}
	 */
	CredentialInspection inspect(String text) {
		CredentialReading reading = read(text);
		// verified by now, so this only takes it apart once more
		AccessClaims claims = AccessClaims.read(CompactToken.of(text).payload());
		return new CredentialInspection(CredentialInspection.Kind.ACCESS_TOKEN, reading,
				Instant.ofEpochSecond(claims.iat()), Instant.ofEpochSecond(claims.exp()),
				new CredentialInspection.SignedToken(claims.iss(), claims.aud(), claims.jti()));
	}

	private AccessClaims claims(byte[] payload) {
		try {
			AccessClaims claims = AccessClaims.read(payload);
			Instant latest = this.clock.instant().plus(this.settings.clockSkew());
			if (claims.iss().equals(this.settings.issuer()) && claims.aud().equals(this.settings.audience())
					&& !Instant.ofEpochSecond(claims.iat()).isAfter(latest)
					// not even in other words, which another reader might understand in
					// another way
					&& Arrays.equals(claims.write(), payload)) {
				return claims;
			}
		}
		catch (JacksonException ex) {
			// as below
		}
		throw new InvalidCredentialException();
	}

	private CredentialReading reading(AccessClaims claims) {
		Session session = claims.session();
		Duration skew = this.settings.clockSkew();
		// a token of a few seconds is meant to end after these
		Duration most = Duration.ofSeconds(claims.exp() - claims.iat()).dividedBy(SKEW_SHARE);
		Instant end = Instant.ofEpochSecond(claims.exp()).plus((most.compareTo(skew) < 0) ? most : skew);
		return new CredentialReading(session, end.isBefore(session.expiresAt()) ? end : session.expiresAt(),
				new CredentialUse(session.handle(), claims.gen()));
	}

	private Duration remaining(CredentialReading reading) {
		Duration left = Duration.between(this.clock.instant(), reading.validUntil());
		return left.isNegative() ? Duration.ZERO : left;
	}

	/**
	 * What is kept of a token: by its header the key is found that signed it.
	 */
	private record Verified(String header, CredentialReading reading) {
	}

}
