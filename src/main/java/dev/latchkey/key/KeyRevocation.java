package dev.latchkey.key;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.latchkey.revocation.NodeConfirmation;
import dev.latchkey.revocation.Revocation;
import dev.latchkey.revocation.RevocationAnnouncement;
import dev.latchkey.revocation.RevocationBroadcast;
import dev.latchkey.revocation.Revocations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Revokes a key whose private part may be known to others. An attacker who has it can
 * write tokens for any session, so it would not help to end sessions: the key itself is
 * revoked, in the log of revocations, and so on all nodes by the time of the answer. The
 * sessions stay: their refresh tokens are not signed, and get tokens from the next key.
 */
public class KeyRevocation {

	private static final Logger logger = LoggerFactory.getLogger(KeyRevocation.class);

	/** For applications that cache published keys for long, and ask the deny-list. */
	private static final Duration REMEMBERED = Duration.ofDays(30);

	private final SigningKeys stored;

	private final List<KeyLine> lines;

	private final KeyMaker keyMaker;

	private final KeyRing keyRing;

	private final Revocations revocations;

	private final RevocationBroadcast broadcast;

	private final TransactionOperations transaction;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	KeyRevocation(SigningKeys stored, List<KeyLine> lines, KeyMaker keyMaker, KeyRing keyRing, Revocations revocations,
			RevocationBroadcast broadcast, TransactionOperations transaction, ApplicationEventPublisher events,
			Clock clock) {
		this.stored = stored;
		this.lines = lines;
		this.keyMaker = keyMaker;
		this.keyRing = keyRing;
		this.revocations = revocations;
		this.broadcast = broadcast;
		this.transaction = transaction;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Revoke a key. Joins the caller's transaction; after its commit the caller calls
	 * {@link #announce}.
	 * @param kid its id
	 * @param actor the administrator's name
	 * @return what the log says of it, or nothing if there is no such key
	 */
	public Optional<Revocation> revoke(String kid, String actor) {
		return this.transaction.execute((status) -> this.lines.stream()
			.filter((line) -> this.keyMaker.lockSchedule(line).contains(kid))
			.findFirst()
			.map((line) -> revokeStored(line, kid, actor)));
	}

	/**
	 * Tell the nodes that a key was revoked, after the commit, and wait until they have
	 * applied it.
	 * @param kid the key
	 * @param revoked what the log says of it
	 * @return how many live nodes have applied it
	 */
	public NodeConfirmation announce(String kid, Revocation revoked) {
		RevocationAnnouncement announcement = this.broadcast.announce(List.of(revoked));
		readKeys();
		NodeConfirmation nodes = this.broadcast.await(announcement);
		this.events.publishEvent(new KeyRevoked(kid, revoked.actor()));
		return nodes;
	}

	private Revocation revokeStored(KeyLine line, String kid, String actor) {
		KeySchedule before = this.keyMaker.lockSchedule(line);
		Instant now = this.clock.instant();
		this.stored.revoke(kid, now);
		KeySchedule after = this.keyMaker.lockSchedule(line);
		if (before.current().filter((key) -> key.kid().equals(kid)).isPresent()) {
			SigningKey next = after.next().orElseGet(() -> this.keyMaker.addNext(line, after));
			this.stored.updatePeriod(next.withPeriod(next.period().beginningAtOnce(now)));
		}
		if (this.keyMaker.lockSchedule(line).next().isEmpty()) {
			this.keyMaker.addNext(line, this.keyMaker.lockSchedule(line));
		}
		return this.revocations.endKey(kid, actor, now.plus(REMEMBERED));
	}

	private void readKeys() {
		try {
			this.keyRing.reload();
		}
		catch (DataAccessException ex) {
			// the view knows that the key is revoked, and the rotation soon reads again
			logger.debug("The signing keys could not be read again", ex);
		}
	}

}
