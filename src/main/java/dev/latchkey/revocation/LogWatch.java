package dev.latchkey.revocation;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Pulls on schedule, and reports once when the database stops answering and once when it
 * answers again. A log that cannot be read is no error here: the view gets older, and
 * refuses to answer by itself.
 */
class LogWatch implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(LogWatch.class);

	private final LogPull pull;

	private final RevocationSettings settings;

	private final ApplicationEventPublisher events;

	private boolean unreachable;

	LogWatch(LogPull pull, RevocationSettings settings, ApplicationEventPublisher events) {
		this.pull = pull;
		this.settings = settings;
		this.events = events;
	}

	@Override
	public void run() {
		try {
			this.pull.pull();
			if (this.unreachable) {
				logger.info("The revocation log can be read again");
				this.unreachable = false;
				this.events.publishEvent(new DatabaseRecovered());
			}
		}
		catch (RuntimeException ex) {
			if (!this.unreachable) {
				logger.warn("The revocation log cannot be read; this node answers from its view for {} at most: {}",
						this.settings.maxStaleness(), ex.toString());
				this.unreachable = true;
				this.events.publishEvent(new DatabaseUnreachable(ex.getClass().getSimpleName()));
			}
		}
	}

}
