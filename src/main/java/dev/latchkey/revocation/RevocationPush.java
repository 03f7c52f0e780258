package dev.latchkey.revocation;

import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * The feed that is fast: revocations go from node to node, and the word that they have
 * been applied comes back. Two messages: {@code ended {row}} and {@code applied node
 * number}. Only an unbroken run is acknowledged; where something is missing, the log is
 * read at once.
 */
class RevocationPush {

	private static final Logger logger = LoggerFactory.getLogger(RevocationPush.class);

	private static final String ENDED = "ended ";

	private static final String APPLIED = "applied ";

	private final NodeId node;

	private final NodeChannel channel;

	private final LogPosition position;

	private final LogPull pull;

	private final NodeAcknowledgements acknowledgements;

	private final RevocationMetrics metrics;

	private final JsonMapper json = JsonMapper.builder().build();

	RevocationPush(NodeId node, NodeChannel channel, LogPosition position, LogPull pull,
			NodeAcknowledgements acknowledgements, RevocationMetrics metrics) {
		this.node = node;
		this.channel = channel;
		this.position = position;
		this.pull = pull;
		this.acknowledgements = acknowledgements;
		this.metrics = metrics;
		channel.onMessage(this::receive);
	}

	/**
	 * Send committed rows to all nodes.
	 */
	void send(List<Revocation> rows) {
		rows.forEach((row) -> this.channel.send(ENDED + this.json.writeValueAsString(row)));
	}

	/**
	 * Tell the other nodes which number this node has applied.
	 */
	void acknowledge() {
		this.channel.send(APPLIED + this.node.value() + " " + this.position.applied());
	}

	private void receive(String message) {
		try {
			if (message.startsWith(ENDED)) {
				handle(this.json.readValue(message.substring(ENDED.length()), Revocation.class));
			}
			else if (message.startsWith(APPLIED)) {
				String[] words = message.split(" ", 3);
				this.acknowledgements.note(words[1], Long.parseLong(words[2]));
			}
		}
		catch (RuntimeException ex) {
			// from another version, or not from Latchkey: what ended is in the log
			logger.warn("A message on the channel of revocations was not understood: {}", ex.toString());
		}
	}

	private void handle(Revocation row) {
		this.metrics.recordPushLag(row);
		if (!this.position.apply(row)) {
			try {
				this.pull.pull();
			}
			catch (RuntimeException ex) {
				logger.debug("Rows are missing, and the log cannot be read now", ex);
			}
		}
		acknowledge();
	}

}
