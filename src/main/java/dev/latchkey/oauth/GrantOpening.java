package dev.latchkey.oauth;

import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.latchkey.application.Application;
import dev.latchkey.crypto.RandomIds;
import dev.latchkey.session.Session;

import org.springframework.transaction.support.TransactionOperations;

/**
 * Gives tokens without a code.
 */
class GrantOpening {

	private final GrantRows rows;

	private final GrantSessions sessions;

	private final GrantedTokensWriter writer;

	private final TransactionOperations transaction;

	private final Clock clock;

	GrantOpening(GrantRows rows, GrantSessions sessions, GrantedTokensWriter writer, TransactionOperations transaction,
			Clock clock) {
		this.rows = rows;
		this.sessions = sessions;
		this.writer = writer;
		this.transaction = transaction;
		this.clock = clock;
	}

	/**
	 * Give an application a grant in a session that has approved it. The session is
	 * locked, as it is when a code is redeemed.
	 * @throws InvalidGrantException if the session is not live, or may not use the
	 * application
	 */
	GrantedTokens open(String handle, Application application, SortedSet<String> scopes) {
		Session session = this.sessions.use(handle, application);
		String id = RandomIds.next();
		Instant tokensUntil = this.clock.instant().plus(AccessTokenClaims.LIFETIME);
		GrantRows.NewGrant grant = new GrantRows.NewGrant(id, application.id(), handle, session.accountId(),
				session.expiresAt());
		GrantRow opened = this.transaction.execute((status) -> {
			if (!this.rows.lockSession(handle) || !this.rows.insertOpen(grant, scopes, tokensUntil)) {
				throw new InvalidGrantException();
			}
			return this.rows.byId(id).orElseThrow(InvalidGrantException::new);
		});
		return this.writer.write(session, application, new GrantedTokensWriter.IssuedGrant(id, opened.epoch()), 0,
				opened.scopes(), null);
	}

	/**
	 * Give an application a token of its own. The log's number is read with the
	 * registration: a later deletion has a greater one, and ends the token.
	 * @throws InvalidGrantException if the application is not registered any more
	 */
	GrantedTokens ofApplication(Application application, SortedSet<String> scopes) {
		long epoch = this.rows.epochOf(application.id()).orElseThrow(InvalidGrantException::new);
		return this.writer.write(application, epoch, Collections.unmodifiableSortedSet(new TreeSet<>(scopes)));
	}

}
