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
	 * Return all keys, and keep other transactions from changing any until this one ends.
	 */
	KeySchedule lockSchedule() {
		return new KeySchedule(this.stored.lockAll(), this.clock.instant());
	}

	/**
	 * Make the key that follows on the newest. It signs when the current one has had its
	 * time, and not before verifiers can know it.
	 * @param schedule the keys, which are locked
	 */
	SigningKey addNext(KeySchedule schedule) {
		Instant usable = schedule.now().plus(this.settings.keyLeadTime());
		Instant planned = schedule.current()
			.map((key) -> key.period().signsFrom().plus(this.settings.keyLifetime()))
			.filter(usable::isBefore)
			.orElse(usable);
		return add(new SigningPeriod(this.stored.nextOrdinal(), schedule.now(), usable, planned));
	}

	/**
	 * Make a key of the algorithm in the settings.
	 * @throws org.springframework.dao.DuplicateKeyException if another node has stored
	 * one under that ordinal
	 */
	SigningKey add(SigningPeriod period) {
		SigningKey key = SigningKey.generate(this.settings.algorithm(), period);
		this.stored.add(key);
		return key;
	}

}
