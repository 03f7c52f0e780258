package dev.latchkey.mode.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.mode.Credential;
import dev.latchkey.mode.CredentialCookies;
import dev.latchkey.mode.Inspected;
import dev.latchkey.mode.InvalidCredential;
import dev.latchkey.mode.Issued;
import dev.latchkey.mode.Mode;
import dev.latchkey.mode.Reading;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.session.Opened;
import dev.latchkey.session.Session;
import dev.latchkey.session.SessionOver;
import dev.latchkey.session.SessionSettings;
import dev.latchkey.session.Transport;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseCookie;
import org.springframework.session.MapSession;

/**
 * Remembers sessions in Redis. What was written at login never changes, so a node keeps a
 * bounded copy of what it has read: whether a session still counts is not asked here, but
 * of the node's view. Only before a session is called idle is Redis asked again, because
 * another node may have seen it.
 */
class SessionMode implements Mode {

	// 32 bytes in base64url, and in one way only: the last character has two spare bits
	private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]");

	private static final int NEAR = 100_000;

	private final SecureRandom random = new SecureRandom();

	// by the value itself: whoever sends it again is found without a hash
	private final Cache<String, Near> near = Caffeine.newBuilder().maximumSize(NEAR).build();

	private final RedisSessions sessions;

	private final CredentialCookies cookies;

	private final SessionSettings settings;

	private final Clock clock;

	SessionMode(RedisSessions sessions, CredentialCookies cookies, SessionSettings settings, Clock clock) {
		this.sessions = sessions;
		this.cookies = cookies;
		this.settings = settings;
		this.clock = clock;
	}

	@Override
	public String name() {
		return "session";
	}

	@Override
	public List<Transport> transports() {
		return List.of(Transport.COOKIE);
	}

	@Override
	public Issued issue(Opened opened) {
		byte[] secret = new byte[32];
		this.random.nextBytes(secret);
		String value = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
		Session session = opened.session();
		MapSession saved = new MapSession(hash(value));
		saved.setCreationTime(session.startedAt());
		saved.setLastAccessedTime(this.clock.instant());
		saved.setMaxInactiveInterval(this.settings.idle(opened.remembered()));
		saved.setAttribute(SessionHash.SESSION, session);
		this.sessions.save(saved);
		this.near.put(value, new Near(session, saved.getMaxInactiveInterval(), saved.getLastAccessedTime()));
		Duration lifetime = opened.remembered() ? Duration.between(session.startedAt(), session.expiresAt()) : null;
		return new Issued(session, List.of(this.cookies.carrying(CredentialCookies.CREDENTIAL, value, lifetime)), null);
	}

	@Override
	public Reading read(Credential credential) {
		if (credential.source() != Credential.Source.COOKIE) {
			throw new InvalidCredential();
		}
		Instant now = this.clock.instant();
		Near known = near(credential.value(), now);
		Reading reading = known.reading();
		if (now.isBefore(reading.validUntil())) {
			known.seen(now);
		}
		return reading;
	}

	@Override
	public Inspected inspect(String value) {
		Reading reading = near(value, this.clock.instant()).reading();
		return new Inspected(Inspected.Kind.SESSION, reading, reading.session().startedAt(), reading.validUntil(),
				null);
	}

	@Override
	public @Nullable String handleOf(String value) {
		Near known = this.near.getIfPresent(value);
		if (known != null) {
			return known.session().handle();
		}
		MapSession saved = find(value);
		return (saved != null) ? saved.getRequiredAttribute(SessionHash.HANDLE) : null;
	}

	@Override
	public List<ResponseCookie> forgotten() {
		return List.of(this.cookies.forgotten(CredentialCookies.CREDENTIAL));
	}

	@Override
	public String challenge() {
		return "Cookie realm=\"latchkey\"";
	}

	@Override
	public String challengeInvalid() {
		return challenge();
	}

	private Near near(String value, Instant now) {
		Near known = this.near.getIfPresent(value);
		return (known == null || !now.isBefore(known.idleAt())) ? load(value) : known;
	}

	private Near load(String value) {
		MapSession saved = find(value);
		if (saved == null) {
			this.near.invalidate(value);
			throw new InvalidCredential();
		}
		EndReason reason = saved.getAttribute(SessionHash.REASON);
		if (reason != null) {
			throw new SessionOver(reason);
		}
		Near loaded = new Near(saved.getRequiredAttribute(SessionHash.SESSION), saved.getMaxInactiveInterval(),
				saved.getLastAccessedTime());
		this.near.put(value, loaded);
		return loaded;
	}

	private @Nullable MapSession find(String value) {
		return VALUE.matcher(value).matches() ? this.sessions.findById(hash(value)) : null;
	}

	private static String hash(String value) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII));
			return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every JVM has SHA-256", ex);
		}
	}

	/**
	 * A session as this node has it: what was written at login, and when it was last used
	 * here.
	 */
	private static final class Near {

		private final Session session;

		private final Duration maxIdle;

		private volatile Instant lastSeen;

		Near(Session session, Duration maxIdle, Instant lastSeen) {
			this.session = session;
			this.maxIdle = maxIdle;
			this.lastSeen = lastSeen;
		}

		Session session() {
			return this.session;
		}

		Instant idleAt() {
			return this.lastSeen.plus(this.maxIdle);
		}

		Reading reading() {
			Instant idleAt = idleAt();
			Instant end = this.session.expiresAt();
			return new Reading(this.session, idleAt.isBefore(end) ? idleAt : end, 0);
		}

		void seen(Instant now) {
			this.lastSeen = now;
		}

	}

}
