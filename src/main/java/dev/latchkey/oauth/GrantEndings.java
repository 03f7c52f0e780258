package dev.latchkey.oauth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.latchkey.oauth.GrantsEnded.Cause;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.revocation.NodeConfirmation;
import dev.latchkey.revocation.Revocation;
import dev.latchkey.revocation.RevocationBroadcast;
import dev.latchkey.revocation.Revocations;
import dev.latchkey.session.Endings;
import dev.latchkey.session.Server;
import dev.latchkey.session.UnknownSessionException;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Ends grants while their sessions go on. Their rows end codes and refresh tokens; the
 * log ends the access tokens, of which there is nothing else. So a grant whose last
 * access token has expired takes no number of the log. Rows are locked before the log.
 */
class GrantEndings {

	/** Longer than what stands for it in the log. */
	private static final Duration KEPT = Duration.ofHours(2);

	/**
	 * How many ended grants an account may have, each of which is in all nodes' memory.
	 */
	private static final int MOST = 2_000;

	private final GrantRows rows;

	private final Revocations revocations;

	private final RevocationBroadcast broadcast;

	private final Endings endings;

	private final TransactionOperations transaction;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	GrantEndings(GrantRows rows, Revocations revocations, RevocationBroadcast broadcast, Endings endings,
			TransactionOperations transaction, ApplicationEventPublisher events, Clock clock) {
		this.rows = rows;
		this.revocations = revocations;
		this.broadcast = broadcast;
		this.endings = endings;
		this.transaction = transaction;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * End a grant, and wait until the nodes have applied it. Where an account's grants
	 * end in a loop, the session ends as well, as one beyond the limit of sessions does:
	 * endings of sessions take no memory for long.
	 * @return how many live nodes have applied it
	 */
	NodeConfirmation end(GrantRow grant, Cause cause, String actor) {
		List<Revocation> written = this.transaction.execute((status) -> {
			if (!this.rows.end(grant.id(), this.clock.instant().plus(KEPT))) {
				return List.<Revocation>of();
			}
			// once more, now that no refresh can come between
			GrantRow locked = this.rows.byId(grant.id()).orElse(grant);
			this.events.publishEvent(event(List.of(locked), cause, actor));
			return write(List.of(locked), actor);
		});
		NodeConfirmation nodes = announce(written);
		if (!written.isEmpty() && this.rows.countEnded(grant.accountId()) > MOST) {
			endSession(grant.handle());
		}
		return nodes;
	}

	/**
	 * End all grants and codes that an application holds of an account, in the caller's
	 * transaction.
	 * @param live those that live
	 * @return what {@link #announce} takes
	 */
	List<Revocation> endAll(String accountId, String applicationId, Collection<GrantRow> live, String actor) {
		this.rows.endAll(accountId, applicationId, this.clock.instant().plus(KEPT));
		if (live.isEmpty()) {
			return List.of();
		}
		List<GrantRow> locked = live.stream().map((grant) -> this.rows.byId(grant.id()).orElse(grant)).toList();
		this.events.publishEvent(event(locked, Cause.TAKEN_AWAY, actor));
		return write(locked, actor);
	}

	/**
	 * End an access token that hangs on no grant.
	 */
	NodeConfirmation endToken(String id, Instant expiresAt, String actor) {
		return announce(this.transaction.execute((status) -> this.revocations.endGrants(Map.of(id, expiresAt), actor)));
	}

	/**
	 * Tell the nodes what has ended, after the commit, and wait until they have applied
	 * it.
	 */
	NodeConfirmation announce(List<Revocation> written) {
		return this.broadcast.await(this.broadcast.announce(written));
	}

	private List<Revocation> write(List<GrantRow> ended, String actor) {
		Map<String, Instant> expiries = new LinkedHashMap<>();
		for (GrantRow grant : ended) {
			Instant last = grant.tokensUntil();
			if (last != null && this.clock.instant().isBefore(last.plus(AccessTokenVerifier.SKEW))) {
				expiries.put(grant.id(), last.plus(AccessTokenVerifier.SKEW));
			}
		}
		return this.revocations.endGrants(expiries, actor);
	}

	private static GrantsEnded event(List<GrantRow> ended, Cause cause, String actor) {
		GrantRow first = ended.get(0);
		return new GrantsEnded(first.applicationId(), Objects.requireNonNullElse(first.clientId(), ""),
				first.accountId(), first.username(), ended.stream().map(GrantRow::handle).distinct().toList(), cause,
				actor);
	}

	private void endSession(String handle) {
		try {
			this.endings.endSession(handle, EndReason.SESSION_LIMIT, Server.INSTANCE);
		}
		catch (UnknownSessionException ex) {
			// it has expired meanwhile
		}
	}

}
