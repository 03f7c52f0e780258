package dev.latchkey.key;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Sees to it that there is a key to sign with, and one more that is published already: it
 * takes over when its time comes, at an administrator's word, or at once where the other
 * is revoked, and whoever verifies tokens knows it by then. All nodes do this; what one
 * has done, the others find done.
 */
public class KeyRotation implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(KeyRotation.class);

	private final SigningKeys stored;

	private final KeyRing ring;

	private final TransactionOperations transaction;

	private final ApplicationEventPublisher events;

	private final KeySettings settings;

	private final @Nullable ConfiguredKey configured;

	private final Clock clock;

	KeyRotation(SigningKeys stored, KeyRing ring, TransactionOperations transaction, ApplicationEventPublisher events,
			KeySettings settings, Clock clock) {
		this.stored = stored;
		this.ring = ring;
		this.transaction = transaction;
		this.events = events;
		this.settings = settings;
		this.configured = ConfiguredKey.of(settings);
		this.clock = clock;
	}

	/**
	 * Make the first keys, or the one that the settings ask for now.
	 * @throws ConfiguredKeyException if the settings name a key that was revoked
	 */
	void start() {
		try {
			this.transaction.executeWithoutResult((status) -> {
				// first: where there is no key yet, there is nothing to lock, and whoever
				// is
				// quicker has this number
				int ordinal = this.stored.nextOrdinal();
				prepare(locked(), ordinal);
			});
		}
		catch (DuplicateKeyException ex) {
			logger.debug("Another node was quicker: its keys are the ones", ex);
		}
		this.ring.read();
	}

	/**
	 * Read the keys, and do what is due.
	 */
	@Override
	public void run() {
		try {
			if (!due(this.ring.read()).isEmpty()) {
				this.transaction.executeWithoutResult((status) -> due(locked()).forEach(Runnable::run));
				this.ring.read();
			}
		}
		catch (DataAccessException | TransactionException ex) {
			logger.debug("The signing keys will be looked after again", ex);
		}
	}

	/**
	 * Let the next key take over, as soon as whoever verifies tokens can have seen it.
	 * @param actor who wants it
	 * @return that key
	 */
	public SigningKey rotate(String actor) {
		SigningKey next = this.transaction.execute((status) -> {
			KeySchedule schedule = locked();
			SigningKey key = schedule.next().orElseGet(() -> addNext(schedule));
			SigningKey changed = key.during(key.period().now(schedule.now()));
			this.stored.change(changed);
			return changed;
		});
		run();
		this.events.publishEvent(new KeyRotated(next.kid(), next.period().signsFrom(), actor));
		return next;
	}

	/**
	 * Make the next key, in the caller's transaction.
	 */
	SigningKey addNext(KeySchedule schedule) {
		Instant usable = schedule.now().plus(this.settings.keyLeadTime());
		Instant planned = schedule.current()
			.map((key) -> key.period().signsFrom().plus(this.settings.keyLifetime()))
			.filter(usable::isBefore)
			.orElse(usable);
		return add(new SigningPeriod(this.stored.nextOrdinal(), schedule.now(), usable, planned));
	}

	KeySchedule locked() {
		return new KeySchedule(this.stored.lock(), this.clock.instant());
	}

	private void prepare(KeySchedule schedule, int ordinal) {
		Instant now = schedule.now();
		Instant usable = schedule.keys().isEmpty() ? now : now.plus(this.settings.keyLeadTime());
		ConfiguredKey wanted = this.configured;
		if (wanted != null) {
			prepare(wanted, schedule, new SigningPeriod(ordinal, now, usable, usable));
		}
		else if (schedule.keys().isEmpty()) {
			// whoever sees the one sees the other, so both may sign from now on
			add(new SigningPeriod(ordinal, now, now, now));
			add(new SigningPeriod(ordinal + 1, now, now, now.plus(this.settings.keyLifetime())));
		}
		else if (schedule.keys().get(schedule.keys().size() - 1).algorithm() != this.settings.algorithm()) {
			add(new SigningPeriod(ordinal, now, usable, usable));
		}
	}

	private void prepare(ConfiguredKey wanted, KeySchedule schedule, SigningPeriod period) {
		if (this.stored.isRevoked(wanted.kid())) {
			throw ConfiguredKeyException.revoked();
		}
		if (schedule.keys().stream().noneMatch(wanted::is)) {
			this.stored.add(wanted.during(period));
		}
		else if (schedule.newest().filter(wanted::is).isEmpty()) {
			logger.warn("{} is not in use: a newer key has taken over.", ConfiguredKey.PROPERTY);
		}
	}

	private List<Runnable> due(KeySchedule schedule) {
		List<Runnable> steps = new ArrayList<>();
		schedule.dead().forEach((key) -> steps.add(() -> this.stored.delete(key.kid())));
		ConfiguredKey wanted = this.configured;
		if (wanted != null && schedule.newest().filter(wanted::is).isPresent()) {
			// whoever chooses the key chooses the next one too
			return steps;
		}
		if (schedule.next().isEmpty()) {
			steps.add(() -> addNext(schedule));
		}
		schedule.next().ifPresent((next) -> schedule.current().ifPresent((current) -> {
			Instant latest = current.period().signsFrom().plus(this.settings.keyLifetime());
			if (latest.isBefore(next.period().signsFrom())
					&& next.period().usableFrom().isBefore(next.period().signsFrom())) {
				steps.add(() -> this.stored.change(next.during(next.period().now(latest))));
			}
		}));
		return steps;
	}

	private SigningKey add(SigningPeriod period) {
		SigningKey key = SigningKey.generate(this.settings.algorithm(), period);
		this.stored.add(key);
		return key;
	}

}
