package dev.latchkey.oauth;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.latchkey.oauth.GrantsEnded.Cause;
import dev.latchkey.oauth.token.ApplicationTokenVerifier;
import dev.latchkey.revocation.NodeConfirmation;
import dev.latchkey.revocation.Revocation;
import dev.latchkey.revocation.Revocations;
import dev.latchkey.session.EndingNotices;
import dev.latchkey.session.EndingOutbox;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Ends grants while their sessions go on. Their rows end codes and refresh tokens; the
 * log ends the access tokens, of which there is nothing else. So a grant whose last
 * access token has expired takes no number of the log. Rows are locked before the log:
 * those of grants first, then those of notices. An application whose tokens were stolen,
 * or were taken away, is told, as it may have a session of its own; one that has revoked
 * them knows, and may well go on with its session.
 */
class GrantEndings {

	private final GrantRows rows;

	private final GrantEndingRows endingRows;

	private final EndingOutbox outbox;

	private final Revocations revocations;

	private final GrantAnnouncement announcement;

	private final TransactionOperations transaction;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	GrantEndings(GrantRows rows, GrantEndingRows endingRows, EndingOutbox outbox, Revocations revocations,
			GrantAnnouncement announcement, TransactionOperations transaction, ApplicationEventPublisher events,
			Clock clock) {
		this.rows = rows;
		this.endingRows = endingRows;
		this.outbox = outbox;
		this.revocations = revocations;
		this.announcement = announcement;
		this.transaction = transaction;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * End a grant, and wait until the nodes have applied it, but not for the application.
	 * @return how many live nodes have applied it
	 */
	NodeConfirmation end(GrantRow grant, Cause cause, String actor) {
		boolean tells = cause != Cause.REVOKED;
		EndedGrantRows ended = this.transaction.execute((status) -> {
			if (!this.endingRows.end(grant.id(), tells)) {
				return EndedGrantRows.NONE;
			}
			// once more, now that no refresh can come between
			GrantRow locked = this.rows.byId(grant.id()).orElse(grant);
			EndingNotices notices = EndingNotices.NONE;
			if (tells && locked.redeemedAt() != null) {
				notices = this.outbox.putTakenAway(locked.applicationId(), List.of(locked.handle()));
				this.endingRows.noteTold(locked.id());
			}
			this.events
				.publishEvent(new GrantsEnded(locked.applicationId(), Objects.requireNonNullElse(locked.clientId(), ""),
						locked.accountId(), locked.username(), List.of(locked.handle()), cause, actor));
			return new EndedGrantRows(locked.accountId(), 1, List.of(locked.handle()), notices,
					write(Stream.of(Map.entry(locked.id(), Optional.ofNullable(locked.tokensUntil()))), actor));
		});
		return this.announcement.announce(ended);
	}

	/**
	 * End all grants and codes that an application holds of an account, in the caller's
	 * transaction. Of what has ended before, the application is told now, but no more
	 * than once.
	 * @return what {@link GrantAnnouncement} takes
	 */
	EndedGrantRows endAll(String accountId, String applicationId, String actor) {
		List<GrantEndingRows.HeldGrant> held = this.endingRows.lock(accountId, applicationId);
		List<LiveGrants> live = this.rows.liveOf(accountId, applicationId);
		EndingNotices notices = this.outbox.putTakenAway(applicationId,
				held.stream()
					.filter(GrantEndingRows.HeldGrant::redeemed)
					.map(GrantEndingRows.HeldGrant::handle)
					.collect(Collectors.toCollection(TreeSet::new)));
		this.endingRows.endAll(held);
		// also of sessions that only the database takes for idle, as a node has seen
		// them since
		List<Revocation> written = write(
				held.stream().map((grant) -> Map.entry(grant.id(), Optional.ofNullable(grant.tokensUntil()))), actor);
		List<String> handles = live.stream().map(LiveGrants::handle).toList();
		live.stream()
			.findFirst()
			.ifPresent((any) -> this.events.publishEvent(new GrantsEnded(applicationId, any.clientId(), accountId,
					any.username(), handles, Cause.TAKEN_AWAY, actor)));
		return new EndedGrantRows(accountId, live.stream().mapToInt(LiveGrants::count).sum(), handles, notices,
				written);
	}

	/**
	 * End an access token that hangs on no grant.
	 */
	NodeConfirmation endToken(String id, Instant expiresAt, String actor) {
		return this.announcement
			.confirm(this.transaction.execute((status) -> this.revocations.endGrants(Map.of(id, expiresAt), actor)));
	}

	/**
	 * Write to the log what still has access tokens.
	 * @param ended each grant that has ended, and when its last access token has expired
	 */
	private List<Revocation> write(Stream<Map.Entry<String, Optional<Instant>>> ended, String actor) {
		Map<String, Instant> expiries = new LinkedHashMap<>();
		ended.forEach((grant) -> grant.getValue()
			.map((last) -> last.plus(ApplicationTokenVerifier.SKEW))
			.filter(this.clock.instant()::isBefore)
			.ifPresent((last) -> expiries.put(grant.getKey(), last)));
		return this.revocations.endGrants(expiries, actor);
	}

}
