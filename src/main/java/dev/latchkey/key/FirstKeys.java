package dev.latchkey.key;

import java.time.Instant;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Sees to it at the start that there is a key to sign with for each purpose: a first pair
 * of keys where there is none, or one more where the settings ask for another key or
 * algorithm. All nodes do this, and find done what another has done.
 */
class FirstKeys {

	private static final Logger logger = LoggerFactory.getLogger(FirstKeys.class);

	private final SigningKeys stored;

	private final List<KeyLine> lines;

	private final KeyMaker keyMaker;

	private final KeyRing keyRing;

	private final TransactionOperations transaction;

	private final KeySettings settings;

	FirstKeys(SigningKeys stored, List<KeyLine> lines, KeyMaker keyMaker, KeyRing keyRing,
			TransactionOperations transaction, KeySettings settings) {
		this.stored = stored;
		this.lines = lines;
		this.keyMaker = keyMaker;
		this.keyRing = keyRing;
		this.transaction = transaction;
		this.settings = settings;
	}

	/**
	 * Store what is missing, and read all keys.
	 * @throws ConfiguredKeyException if the settings name a key that was revoked
	 * @throws UnreadableKeyException if a key was stored under another master key
	 */
	void prepare() {
		this.lines.forEach(this::addMissing);
		this.keyRing.reload();
	}

	private void addMissing(KeyLine line) {
		try {
			this.transaction.executeWithoutResult((status) -> {
				// before the lock: where there is no key yet, nothing can be locked, and
				// the node that stores this ordinal first wins
				int ordinal = this.stored.nextOrdinal(line.purpose());
				addMissing(line, this.keyMaker.lockSchedule(line), ordinal);
			});
		}
		catch (DuplicateKeyException ex) {
			logger.debug("Another node was quicker, and its keys are used", ex);
		}
	}

	private void addMissing(KeyLine line, KeySchedule schedule, int ordinal) {
		Instant now = schedule.now();
		Instant usable = schedule.keys().isEmpty() ? now : now.plus(this.settings.keyLeadTime());
		ConfiguredKey wanted = line.configured();
		if (wanted != null) {
			addConfigured(wanted, schedule, new SigningPeriod(ordinal, now, usable, usable));
		}
		else if (schedule.keys().isEmpty()) {
			// a verifier that sees one of them sees both, so both may sign from now on;
			// where one takes long to make, the start waits for the first alone, and the
			// rotation makes the other
			this.keyMaker.add(line, new SigningPeriod(ordinal, now, now, now));
			if (line.algorithm().isQuicklyMade()) {
				this.keyMaker.add(line,
						new SigningPeriod(ordinal + 1, now, now, now.plus(this.settings.keyLifetime())));
			}
		}
		else if (schedule.newest().filter((key) -> key.algorithm() == line.algorithm()).isEmpty()) {
			this.keyMaker.add(line, new SigningPeriod(ordinal, now, usable, usable));
		}
	}

	private void addConfigured(ConfiguredKey wanted, KeySchedule schedule, SigningPeriod period) {
		if (this.stored.isRevoked(wanted.kid())) {
			throw ConfiguredKeyException.revoked();
		}
		if (schedule.keys().stream().noneMatch(wanted::isSameAs)) {
			this.stored.add(wanted.toSigningKey(period));
		}
		else if (schedule.newest().filter(wanted::isSameAs).isEmpty()) {
			logger.warn("{} is not in use: a newer key has taken over.", ConfiguredKey.PROPERTY);
		}
	}

}
