package dev.latchkey.key;

import java.time.Clock;
import java.time.Instant;

/**
 * Makes and stores signing keys, each time in the caller's transaction.
 */
class KeyMaker {

	private final SigningKeys stored;

	private final KeySettings settings;

	private final Clock clock;

	KeyMaker(SigningKeys stored, KeySettings settings, Clock clock) {
		this.stored = stored;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * Return the keys of a line, and keep other transactions from changing any key until
	 * this one ends.
	 */
	KeySchedule lockSchedule(KeyLine line) {
		return KeySchedule.of(line.purpose(), this.stored.lockAll(), this.clock.instant());
	}

	/**
	 * Make the key that follows on the newest of a line. It signs when the current one
	 * has had its time, and not before verifiers can know it.
	 * @param line the line
	 * @param schedule its keys, which are locked
	 */
	SigningKey addNext(KeyLine line, KeySchedule schedule) {
		Instant usable = schedule.now().plus(this.settings.keyLeadTime());
		Instant planned = schedule.current()
			.map((key) -> key.period().signsFrom().plus(this.settings.keyLifetime()))
			.filter(usable::isBefore)
			.orElse(usable);
		return add(line, new SigningPeriod(this.stored.nextOrdinal(line.purpose()), schedule.now(), usable, planned));
	}

	/**
	 * Make a key of a line's algorithm.
	 * @throws org.springframework.dao.DuplicateKeyException if another node has stored
	 * one under that ordinal
	 */
	SigningKey add(KeyLine line, SigningPeriod period) {
		SigningKey key = SigningKey.generate(line.purpose(), line.algorithm(), period);
		this.stored.add(key);
		return key;
	}

}
