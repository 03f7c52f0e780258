package dev.latchkey.oauth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.latchkey.application.Application;
import dev.latchkey.crypto.RandomIds;
import dev.latchkey.oauth.token.ApplicationTokenClaims;
import dev.latchkey.oauth.token.GrantedTokens;
import dev.latchkey.oauth.token.GrantedTokensWriter;
import dev.latchkey.session.Session;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionOperations;

/**
 * Gives the first tokens of a grant. What was allowed is a row already, not redeemed yet:
 * whatever ends grants finds it. Opening it locks the session and the consent: either it
 * finds that they are over, or their end finds the grant.
 */
class GrantOpening {

	/** How long the row of a grant stays that is never redeemed. */
	static final Duration UNUSED = Duration.ofHours(1);

	/** Of one application in one session: it may ask for a code each minute for days. */
	static final int MOST_GRANTS = 5_000;

	private final GrantRows rows;

	private final NewGrantRows newRows;

	private final GrantSessions sessions;

	private final ApplicationConsents consents;

	private final GrantedTokensWriter writer;

	private final TransactionOperations transaction;

	private final Clock clock;

	GrantOpening(GrantRows rows, NewGrantRows newRows, GrantSessions sessions, ApplicationConsents consents,
			GrantedTokensWriter writer, TransactionOperations transaction, Clock clock) {
		this.rows = rows;
		this.newRows = newRows;
		this.sessions = sessions;
		this.consents = consents;
		this.writer = writer;
		this.transaction = transaction;
		this.clock = clock;
	}

	/**
	 * Allow an application something in a session, for which it comes later and shows no
	 * code of the grant's.
	 * @return the grant's id
	 * @throws InvalidGrantException if the session is not live, or may not use the
	 * application
	 */
	String allow(String handle, Application application, SortedSet<String> scopes) {
		Session session = this.sessions.use(handle, application);
		// it was shown what it allows
		this.consents.give(session.accountId(), application, scopes);
		NewGrantRows.NewGrant grant = new NewGrantRows.NewGrant(RandomIds.next(), application.id(), handle,
				session.accountId(), this.clock.instant().plus(UNUSED));
		if (!this.newRows.insertAllowed(grant, scopes)) {
			throw new InvalidGrantException();
		}
		this.newRows.keepNewest(handle, application.id(), MOST_GRANTS);
		return grant.id();
	}

	/**
	 * Give the first tokens of what was allowed. Of several at once, one is answered with
	 * tokens.
	 * @throws InvalidGrantException if it gives nothing
	 */
	GrantedTokens open(String grantId, Application application) {
		return open(this.rows.byId(grantId)
			.filter((grant) -> grant.isOf(application.id()) && !grant.ended())
			.orElseThrow(InvalidGrantException::new), application, null);
	}

	/**
	 * Give the first tokens of a grant.
	 * @param nonce what the ID token repeats, or {@code null}
	 * @throws InvalidGrantException if its session is not live or may not use the
	 * application, if the person does not consent any more, or if it has ended or was
	 * redeemed
	 */
	GrantedTokens open(GrantRow grant, Application application, @Nullable String nonce) {
		Session session = this.sessions.useNow(grant, application);
		Instant tokensUntil = this.clock.instant().plus(ApplicationTokenClaims.LIFETIME);
		// the consent first: who withdraws it locks it before the grants
		boolean redeemed = this.transaction
			.execute((status) -> this.consents.stillCover(grant, application) && this.rows.lockSession(grant.handle())
					&& this.rows.redeem(grant.id(), tokensUntil, session.expiresAt()));
		if (!redeemed) {
			throw new InvalidGrantException();
		}
		return this.writer.write(session, application,
				new GrantedTokensWriter.IssuedGrant(grant.id(), grant.epoch(), tokensUntil), 0, grant.held(application),
				nonce);
	}

	/**
	 * Give an application a token of its own. No row is written, and nothing is kept of
	 * it: so it may ask as often as it likes. The log's number is read with the
	 * registration: a later deletion has a greater one, and ends the token.
	 * @throws InvalidGrantException if the application is not registered any more
	 */
	GrantedTokens ofApplication(Application application, SortedSet<String> scopes) {
		long epoch = this.newRows.epochOf(application.id()).orElseThrow(InvalidGrantException::new);
		return this.writer.write(application, epoch, Collections.unmodifiableSortedSet(new TreeSet<>(scopes)));
	}

}
