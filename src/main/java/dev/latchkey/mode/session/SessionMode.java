package dev.latchkey.mode.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.latchkey.crypto.RandomValues;
import dev.latchkey.mode.Credential;
import dev.latchkey.mode.CredentialCookies;
import dev.latchkey.mode.CredentialInspection;
import dev.latchkey.mode.CredentialReading;
import dev.latchkey.mode.InvalidCredentialException;
import dev.latchkey.mode.IssuedCredentials;
import dev.latchkey.mode.Mode;
import dev.latchkey.session.OpenedSession;
import dev.latchkey.session.Session;
import dev.latchkey.session.SessionSettings;
import dev.latchkey.session.Transport;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseCookie;

/**
 * Remembers sessions in Redis. What was written at login changes only when a proof is
 * renewed, so a node keeps a bounded copy of what it has read; whether a session still
 * counts is up to the node's view. Redis is asked again only before a session is called
 * idle, because another node may have seen it in use.
 */
class SessionMode implements Mode {

	private final SessionCache sessions;

	private final CredentialCookies cookies;

	private final SessionSettings settings;

	private final Clock clock;

	SessionMode(SessionCache sessions, CredentialCookies cookies, SessionSettings settings, Clock clock) {
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
	public IssuedCredentials issue(OpenedSession opened) {
		String value = RandomValues.base64Url(32);
		Session session = opened.session();
		this.sessions.save(value, session, this.settings.idle(opened.remembered()));
		Duration lifetime = opened.remembered() ? Duration.between(session.startedAt(), session.expiresAt()) : null;
		return new IssuedCredentials(session,
				List.of(this.cookies.create(CredentialCookies.CREDENTIAL, value, lifetime)), null);
	}

	@Override
	public CredentialReading read(Credential credential) {
		if (credential.source() != Credential.Source.COOKIE) {
			throw new InvalidCredentialException();
		}
		Instant now = this.clock.instant();
		CachedSession known = this.sessions.get(credential.value(), now);
		CredentialReading reading = known.reading();
		if (now.isBefore(reading.validUntil())) {
			known.noteUse(now);
		}
		return reading;
	}

	@Override
	public CredentialInspection inspect(String value) {
		CredentialReading reading = this.sessions.get(value, this.clock.instant()).reading();
		return new CredentialInspection(CredentialInspection.Kind.SESSION, reading, reading.session().startedAt(),
				reading.validUntil(), null);
	}

	@Override
	public void renew(Credential credential, Session session) {
		this.sessions.renew(credential.value(), session);
	}

	@Override
	public @Nullable String handleOf(String value) {
		return this.sessions.handleOf(value);
	}

	@Override
	public List<ResponseCookie> expiredCookies() {
		return List.of(this.cookies.expired(CredentialCookies.CREDENTIAL));
	}

	@Override
	public String challenge() {
		return "Cookie realm=\"latchkey\"";
	}

	@Override
	public String challengeInvalid() {
		return challenge();
	}

}
