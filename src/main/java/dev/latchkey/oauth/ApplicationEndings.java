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

	private final Revocations revocations;

	private final GrantEndings endings;

	private final Clock clock;

	ApplicationEndings(Revocations revocations, GrantEndings endings, Clock clock) {
		this.revocations = revocations;
		this.endings = endings;
		this.clock = clock;
	}

	@EventListener
	void on(ApplicationDeleted event) {
		end(event.clientId());
	}

	@EventListener
	void on(OidcAccessRemoved event) {
		end(event.clientId());
	}

	private void end(String clientId) {
		List<Revocation> written = new ArrayList<>();
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void beforeCommit(boolean readOnly) {
				// last: who holds the log must not wait for a row
				written.add(ApplicationEndings.this.revocations.endApplication(clientId, "application/" + clientId,
						ApplicationEndings.this.clock.instant().plus(LIFETIME)));
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
