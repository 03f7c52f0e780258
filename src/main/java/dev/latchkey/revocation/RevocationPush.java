package dev.latchkey.revocation;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

import dev.latchkey.revocation.RefusedMessages.Cause;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * The feed that is fast: revocations go from node to node, and the word that they have
 * been applied comes back. Two messages, each with the sender: {@code ended node row} and
 * {@code applied node number}. Only an unbroken run is acknowledged; where something is
 * missing, the log is read at once.
 * <p>
 * A message that was recorded and is sent again changes nothing. A row counts only if it
 * is beyond those that this node has, and if the database knows the node that has
 * committed it: so a row that a restored database has lost is not brought back. What a
 * node has acknowledged stays true as long as it lives, and its next life has another
 * name. Nor does it make a node answer each time: what is acknowledged already is said
 * again every now and then only.
 */
class RevocationPush {

	private static final Logger logger = LoggerFactory.getLogger(RevocationPush.class);

	private static final String ENDED = "ended ";

	private static final String APPLIED = "applied ";

	private static final long SAID_AGAIN = Duration.ofMillis(100).toNanos();

	private final NodeId node;

	private final AuthenticatedChannel channel;

	private final LogPosition position;

	private final LogPull pull;

	private final NodeAcknowledgements acknowledgements;

	private final KnownNodes knownNodes;

	private final RefusedMessages refused;

	private final RevocationMetrics metrics;

	private final LongSupplier nanoTime;

	private volatile @Nullable Acknowledged acknowledged;

	// of the rows that came over the channel: so that a lag is not measured twice
	private long newest;

	private final JsonMapper json = JsonMapper.builder().build();

	RevocationPush(NodeId node, AuthenticatedChannel channel, LogPosition position, LogPull pull,
			NodeAcknowledgements acknowledgements, KnownNodes knownNodes, RefusedMessages refused,
			RevocationMetrics metrics, LongSupplier nanoTime) {
		this.node = node;
		this.channel = channel;
		this.position = position;
		this.pull = pull;
		this.acknowledgements = acknowledgements;
		this.knownNodes = knownNodes;
		this.refused = refused;
		this.metrics = metrics;
		this.nanoTime = nanoTime;
		channel.onMessage(this::receive);
	}

	/**
	 * Send committed rows to all nodes.
	 */
	void send(List<Revocation> rows) {
		rows.forEach((row) -> this.channel.send(ENDED + this.node.value() + " " + this.json.writeValueAsString(row)));
	}

	/**
	 * Tell the other nodes which number this node has applied.
	 */
	void acknowledge() {
		long seq = this.position.applied();
		this.acknowledged = new Acknowledged(seq, this.nanoTime.getAsLong());
		this.channel.send(APPLIED + this.node.value() + " " + seq);
	}

	/**
	 * Tell whether the other nodes have just been told of all that this node has applied.
	 */
	private boolean hasJustAcknowledged() {
		Acknowledged last = this.acknowledged;
		return last != null && last.seq() == this.position.applied()
				&& this.nanoTime.getAsLong() - last.at() < SAID_AGAIN;
	}

	private void receive(String message) {
		try {
			String[] words = message.split(" ", 3);
			switch (words[0] + " ") {
				case ENDED -> handle(words[1], this.json.readValue(words[2], Revocation.class));
				case APPLIED -> this.acknowledgements.note(words[1], Long.parseLong(words[2]));
				default -> this.refused.note(Cause.NOT_UNDERSTOOD);
			}
		}
		catch (RuntimeException ex) {
			// from another version: what ended is in the log
			this.refused.note(Cause.NOT_UNDERSTOOD);
			logger.debug("A message was not understood", ex);
		}
	}

	private void handle(String sender, Revocation row) {
		boolean known = row.seq() <= this.position.applied();
		if (!known) {
			if (!this.knownNodes.contains(sender)) {
				this.refused.note(Cause.UNKNOWN_SENDER);
				return;
			}
			if (!this.position.applyNext(row)) {
				fillGapBefore(row);
			}
		}
		if (!known || !hasJustAcknowledged()) {
			acknowledge();
		}
		if (row.seq() > this.newest && row.seq() <= this.position.applied()) {
			this.newest = row.seq();
			this.metrics.recordPushLag(row);
		}
	}

	/**
	 * Read what is missing from the log, and the row with it. Only where the log cannot
	 * be read, the row is believed without that.
	 */
	private void fillGapBefore(Revocation row) {
		try {
			if (this.pull.pull() && row.seq() > this.position.applied()) {
				this.refused.note(Cause.ABOVE_HEAD);
			}
		}
		catch (RuntimeException ex) {
			logger.debug("Rows are missing, and the log cannot be read now", ex);
			this.position.apply(row);
		}
	}

	/**
	 * What the other nodes have been told last.
	 *
	 * @param seq the number
	 * @param at when, on this node's monotonic clock
	 */
	private record Acknowledged(long seq, long at) {
	}

}
