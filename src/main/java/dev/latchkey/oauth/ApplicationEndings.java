package dev.latchkey.oauth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.latchkey.application.ApplicationDeleted;
import dev.latchkey.application.OidcAccessRemoved;
import dev.latchkey.oauth.token.ApplicationTokenClaims;
import dev.latchkey.oauth.token.ApplicationTokenVerifier;
import dev.latchkey.revocation.NodeConfirmation;
import dev.latchkey.revocation.Revocation;
import dev.latchkey.revocation.RevocationBroadcast;
import dev.latchkey.revocation.Revocations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Ends all that an application was given when it is deleted, or speaks OpenID Connect no
 * longer. One row of the log does it, however many grants there are: their rows go later.
 * The nodes are told on the commit; the caller waits for them when its transaction is
 * over, since a node that reads the log has to commit its lease.
 */
public class ApplicationEndings {

	private static final Logger logger = LoggerFactory.getLogger(ApplicationEndings.class);

	private static final Duration LIFETIME = ApplicationTokenClaims.LIFETIME.plus(ApplicationTokenVerifier.SKEW);

	private final GrantEndingRows rows;

	private final Revocations revocations;

	private final RevocationBroadcast broadcast;

	private final Clock clock;

	ApplicationEndings(GrantEndingRows rows, Revocations revocations, RevocationBroadcast broadcast, Clock clock) {
		this.rows = rows;
		this.revocations = revocations;
		this.broadcast = broadcast;
		this.clock = clock;
	}

	/**
	 * Wait until the nodes have applied what has ended by now, after the commit.
	 * @return how many live nodes have applied it
	 */
	public NodeConfirmation await() {
		try {
			return this.broadcast.await(this.broadcast.announce(List.of()));
		}
		catch (DataAccessException ex) {
			logger.warn("Cannot tell which nodes have applied the end of an application: {}", ex.toString());
			return NodeConfirmation.UNKNOWN;
		}
	}

	/**
	 * End access tokens: of all the rest nothing is good without the registration, which
	 * never comes back.
	 */
	@EventListener
	void on(ApplicationDeleted event) {
		end(event.clientId(), this.clock.instant().plus(LIFETIME));
	}

	/**
	 * End refresh tokens as well, for as long as any of the sessions may last: the
	 * application may speak OpenID Connect again.
	 */
	@EventListener
	void on(OidcAccessRemoved event) {
		Instant tokens = this.clock.instant().plus(LIFETIME);
		end(event.clientId(), this.rows.lastExpiry().filter(tokens::isBefore).orElse(tokens));
	}

	private void end(String clientId, Instant expiresAt) {
		List<Revocation> written = new ArrayList<>();
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void beforeCommit(boolean readOnly) {
				// last: who holds the log must not wait for a row
				written.add(ApplicationEndings.this.revocations.endApplication(clientId, "application/" + clientId,
						expiresAt));
			}

			@Override
			public void afterCommit() {
				ApplicationEndings.this.broadcast.announce(written);
			}

		});
	}

}
