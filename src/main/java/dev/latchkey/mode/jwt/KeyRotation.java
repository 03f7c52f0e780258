package dev.latchkey.mode.jwt;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.latchkey.mode.KeyRotated;
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
 * is burned, and whoever verifies tokens knows it by then. All nodes do this; what one
 * has done, the others find done.
 */
class KeyRotation implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(KeyRotation.class);

	private final SigningKeys stored;

	private final KeyRing ring;

	private final TransactionOperations transaction;

	private final ApplicationEventPublisher events;

	private final JwtSettings settings;

	private final @Nullable ConfiguredKey configured;

	private final Clock clock;

	KeyRotation(SigningKeys stored, KeyRing ring, TransactionOperations transaction, ApplicationEventPublisher events,
			JwtSettings settings, Clock clock) {
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
	 * @throws ConfiguredKeyException if the settings name a key that was burned
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
	SigningKey rotate(String actor) {
		SigningKey next = this.transaction.execute((status) -> {
			KeySchedule rota = locked();
			SigningKey key = rota.next().orElseGet(() -> addNext(rota));
			SigningKey changed = key.during(key.term().now(rota.now()));
			this.stored.change(changed);
			return changed;
		});
		run();
		this.events.publishEvent(new KeyRotated(next.kid(), next.term().signsFrom(), actor));
		return next;
	}

	/**
	 * Make the next key, in the caller's transaction.
	 */
	SigningKey addNext(KeySchedule rota) {
		Instant usable = rota.now().plus(this.settings.keyLeadTime());
		Instant planned = rota.current()
			.map((key) -> key.term().signsFrom().plus(this.settings.keyLifetime()))
			.filter(usable::isBefore)
			.orElse(usable);
		return add(new SigningPeriod(this.stored.nextOrdinal(), rota.now(), usable, planned));
	}

	KeySchedule locked() {
		return new KeySchedule(this.stored.lock(), this.clock.instant());
	}

	private void prepare(KeySchedule rota, int ordinal) {
		Instant now = rota.now();
		Instant usable = rota.keys().isEmpty() ? now : now.plus(this.settings.keyLeadTime());
		ConfiguredKey wanted = this.configured;
		if (wanted != null) {
			prepare(wanted, rota, new SigningPeriod(ordinal, now, usable, usable));
		}
		else if (rota.keys().isEmpty()) {
			// whoever sees the one sees the other, so both may sign from now on
			add(new SigningPeriod(ordinal, now, now, now));
			add(new SigningPeriod(ordinal + 1, now, now, now.plus(this.settings.keyLifetime())));
		}
		else if (rota.keys().get(rota.keys().size() - 1).algorithm() != this.settings.algorithm()) {
			add(new SigningPeriod(ordinal, now, usable, usable));
		}
	}

	private void prepare(ConfiguredKey wanted, KeySchedule rota, SigningPeriod term) {
		if (this.stored.isBurned(wanted.kid())) {
			throw ConfiguredKeyException.burned();
		}
		if (rota.keys().stream().noneMatch(wanted::is)) {
			this.stored.add(wanted.during(term));
		}
		else if (rota.newest().filter(wanted::is).isEmpty()) {
			logger.warn("{} is not in use: a newer key has taken over.", ConfiguredKey.PROPERTY);
		}
	}

	private List<Runnable> due(KeySchedule rota) {
		List<Runnable> steps = new ArrayList<>();
		rota.dead().forEach((key) -> steps.add(() -> this.stored.delete(key.kid())));
		ConfiguredKey wanted = this.configured;
		if (wanted != null && rota.newest().filter(wanted::is).isPresent()) {
			// whoever chooses the key chooses the next one too
			return steps;
		}
		if (rota.next().isEmpty()) {
			steps.add(() -> addNext(rota));
		}
		rota.next().ifPresent((next) -> rota.current().ifPresent((current) -> {
			Instant latest = current.term().signsFrom().plus(this.settings.keyLifetime());
			if (latest.isBefore(next.term().signsFrom())
					&& next.term().usableFrom().isBefore(next.term().signsFrom())) {
				steps.add(() -> this.stored.change(next.during(next.term().now(latest))));
			}
		}));
		return steps;
	}

	private SigningKey add(SigningPeriod term) {
		SigningKey key = SigningKey.generate(this.settings.algorithm(), term);
		this.stored.add(key);
		return key;
	}

}
