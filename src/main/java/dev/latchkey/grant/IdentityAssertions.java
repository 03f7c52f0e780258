package dev.latchkey.grant;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.latchkey.application.Application;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.revocation.RevocationView;
import dev.latchkey.session.Session;
import dev.latchkey.session.SessionEndedException;

/**
 * Tells an application behind a proxy who is signed in, in a form that it can verify: a
 * JWT in a header, for applications that do not want to trust headers. An assertion opens
 * nothing. It is kept for half of its life, because a signature costs more than all the
 * rest of a request.
 */
public class IdentityAssertions {

	private static final Duration KEPT = IdentityAssertion.LIFETIME.dividedBy(2);

	private final Cache<Recipient, IdentityAssertion> kept;

	private final AssertionWriter writer;

	private final RevocationView view;

	private final Clock clock;

	/**
	 * Keep none yet.
	 * @param most how many characters of assertions are kept at most
	 */
	IdentityAssertions(AssertionWriter writer, RevocationView view, Clock clock, long most) {
		this.writer = writer;
		this.view = view;
		this.clock = clock;
		this.kept = Caffeine.newBuilder()
			.maximumWeight(most)
			// to wake another thread for the upkeep costs more than to do it
			.executor(Runnable::run)
			.weigher((Recipient recipient, IdentityAssertion assertion) -> assertion.text().length())
			.ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
			.expireAfter(Expiry.creating((Recipient recipient, IdentityAssertion assertion) -> keep(assertion)))
			.build();
	}

	/**
	 * Return an assertion of who is signed in, for an application that the person may
	 * use.
	 * @param session the session that the request was made in
	 * @param application the application that the request is for, and no other
	 * @return a JWT that is valid for 60 s at most, and for 30 s or as long as its
	 * session at least
	 * @throws SessionEndedException if the session has ended
	 * @throws dev.latchkey.revocation.RevocationsUnknownException if this node cannot
	 * tell
	 * @throws org.springframework.dao.DataAccessException if this node knows no key to
	 * sign with
	 */
	public String assertionFor(Session session, Application application) {
		requireLive(session);
		Recipient recipient = new Recipient(session.handle(), application.id());
		IdentityAssertion known = this.kept.getIfPresent(recipient);
		if (known != null && isGood(known)) {
			return known.text();
		}
		// requests that arrive together wait for one signature
		return this.kept.asMap()
			.compute(recipient,
					(key, other) -> (other != null && isGood(other)) ? other : this.writer.write(session, application))
			.text();
	}

	/**
	 * Return how many characters are kept.
	 */
	long size() {
		this.kept.cleanUp();
		return this.kept.asMap().values().stream().mapToLong((assertion) -> assertion.text().length()).sum();
	}

	private void requireLive(Session session) {
		EndReason reason = this.view.endOf(session);
		if (reason != null) {
			throw new SessionEndedException(reason);
		}
		if (!this.clock.instant().isBefore(session.expiresAt())) {
			throw new SessionEndedException(EndReason.EXPIRED);
		}
	}

	/**
	 * Tell whether an assertion may still be handed out. A key that was revoked takes
	 * along what it signed.
	 */
	private boolean isGood(IdentityAssertion assertion) {
		return !this.view.isRevoked(assertion.kid());
	}

	private Duration keep(IdentityAssertion assertion) {
		Duration left = Duration.between(this.clock.instant(), assertion.expiresAt());
		return left.isNegative() ? Duration.ZERO : (left.compareTo(KEPT) < 0) ? left : KEPT;
	}

	private record Recipient(String handle, String applicationId) {
	}

}
