package dev.latchkey.oauth;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.latchkey.application.ApplicationDeleted;
import dev.latchkey.application.OidcAccessRemoved;
import dev.latchkey.revocation.Revocation;
import dev.latchkey.revocation.Revocations;

import org.springframework.context.event.EventListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Ends all that an application was given when it is deleted, or speaks OpenID Connect no
 * longer. One row of the log does it, however many grants there are: their rows go later.
 */
class ApplicationEndings {

	private static final Duration LIFETIME = AccessTokenClaims.LIFETIME.plus(AccessTokenVerifier.SKEW);

	/** Longer than any session lasts. */
	private static final Duration FOR_LONG = Duration.ofDays(400);

	private final Revocations revocations;

	private final GrantEndings endings;

	private final Clock clock;

	ApplicationEndings(Revocations revocations, GrantEndings endings, Clock clock) {
		this.revocations = revocations;
		this.endings = endings;
		this.clock = clock;
	}

	/**
	 * End access tokens: of all the rest nothing is good without the registration, which
	 * never comes back.
	 */
	@EventListener
	void on(ApplicationDeleted event) {
		end(event.clientId(), LIFETIME);
	}

	/**
	 * End refresh tokens as well: the application may speak OpenID Connect again.
	 */
	@EventListener
	void on(OidcAccessRemoved event) {
		end(event.clientId(), FOR_LONG);
	}

	private void end(String clientId, Duration longest) {
		List<Revocation> written = new ArrayList<>();
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void beforeCommit(boolean readOnly) {
				// last: who holds the log must not wait for a row
				written.add(ApplicationEndings.this.revocations.endApplication(clientId, "application/" + clientId,
						ApplicationEndings.this.clock.instant().plus(longest)));
			}

			@Override
			public void afterCommit() {
				announce(written);
			}

		});
	}

	/**
	 * Tell the nodes, and let the caller wait until they have applied it. In another
	 * thread, because this one is in the transaction until it is all over, and a node
	 * that reads the log has to commit its lease before.
	 */
	private void announce(List<Revocation> written) {
		CompletableFuture.runAsync(() -> this.endings.announce(written), (task) -> {
			Thread thread = new Thread(task, "application-endings");
			thread.setDaemon(true);
			thread.start();
		}).join();
	}

}
