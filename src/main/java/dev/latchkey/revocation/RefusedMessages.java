package dev.latchkey.revocation;

import java.util.Locale;
import java.util.function.LongSupplier;

import dev.latchkey.text.LineAllowance;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the messages on the channel that this node does not believe, and logs each cause
 * once a minute at most: a stranger may send as many as it likes.
 */
class RefusedMessages {

	private static final Logger logger = LoggerFactory.getLogger(RefusedMessages.class);

	private final MeterRegistry meters;

	private final LineAllowance lines;

	RefusedMessages(MeterRegistry meters, LongSupplier nanoTime) {
		this.meters = meters;
		this.lines = new LineAllowance(1, nanoTime);
		for (Cause cause : Cause.values()) {
			count(cause, 0);
		}
	}

	void note(Cause cause) {
		count(cause, 1);
		String end = this.lines.take(cause.name());
		if (end != null) {
			logger.warn("Redis delivers messages on the channel of revocations that are not believed ({}). "
					+ "Something else may be writing to this Redis.{}", cause.text, end);
		}
	}

	private void count(Cause cause, int amount) {
		this.meters.counter("latchkey.revocation.refused.messages", "cause", cause.name().toLowerCase(Locale.ROOT))
			.increment(amount);
	}

	/**
	 * Why a message is not believed.
	 */
	enum Cause {

		/** It is not of this installation. */
		NOT_AUTHENTIC("not authentic"),
		/** It is authentic, and says nothing that this version understands. */
		NOT_UNDERSTOOD("not understood"),
		/** The database knows no live node of the sender's name. */
		UNKNOWN_SENDER("of a node that does not live"),
		/** The log is not as long as it claims. */
		ABOVE_HEAD("above the log's head");

		private final String text;

		Cause(String text) {
			this.text = text;
		}

	}

}
