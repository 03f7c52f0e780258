package dev.latchkey.key;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Keeps one more key published than signs. It takes over when its time comes, when an
 * administrator says so, or at once where the current key is revoked; verifiers know it
 * by then. All nodes do this, and find done what another has done.
 */
public class KeyRotation implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(KeyRotation.class);

	private final SigningKeys stored;

	private final KeyMaker keyMaker;

	private final KeyRing keyRing;

	private final TransactionOperations transaction;

	private final ApplicationEventPublisher events;

	private final KeySettings settings;

	private final @Nullable ConfiguredKey configured;

	KeyRotation(SigningKeys stored, KeyMaker keyMaker, KeyRing keyRing, TransactionOperations transaction,
			ApplicationEventPublisher events, KeySettings settings) {
		this.stored = stored;
		this.keyMaker = keyMaker;
		this.keyRing = keyRing;
		this.transaction = transaction;
		this.events = events;
		this.settings = settings;
		this.configured = ConfiguredKey.from(settings);
	}

	/**
	 * Read the keys, and do what is due.
	 */
	@Override
	public void run() {
		try {
			if (!dueSteps(this.keyRing.reload()).isEmpty()) {
				this.transaction
					.executeWithoutResult((status) -> dueSteps(this.keyMaker.lockSchedule()).forEach(Runnable::run));
				this.keyRing.reload();
			}
		}
		catch (DataAccessException | TransactionException ex) {
			logger.debug("The signing keys could not be rotated, and are tried again soon", ex);
		}
	}

	/**
	 * Let the next key take over, as soon as verifiers can have seen it. Joins the
	 * caller's transaction; after its commit the caller calls {@link #announce}.
	 * @return the next key, which says when it takes over
	 */
	public SigningKey rotate() {
		return this.transaction.execute((status) -> {
			KeySchedule schedule = this.keyMaker.lockSchedule();
			SigningKey key = schedule.next().orElseGet(() -> this.keyMaker.addNext(schedule));
			SigningKey changed = key.withPeriod(key.period().beginningSoon(schedule.now()));
			this.stored.updatePeriod(changed);
			return changed;
		});
	}

	/**
	 * Read the keys and do what is due, after the commit of a rotation.
	 * @param next the next key
	 * @param actor the administrator's name
	 */
	public void announce(SigningKey next, String actor) {
		run();
		this.events.publishEvent(new KeyRotated(next.kid(), next.period().signsFrom(), actor));
	}

	private List<Runnable> dueSteps(KeySchedule schedule) {
		List<Runnable> steps = new ArrayList<>();
		schedule.retired().forEach((key) -> steps.add(() -> this.stored.delete(key.kid())));
		ConfiguredKey wanted = this.configured;
		if (wanted != null && schedule.newest().filter(wanted::isSameAs).isPresent()) {
			// an operator who chooses the key chooses the next one too
			return steps;
		}
		if (schedule.next().isEmpty()) {
			steps.add(() -> this.keyMaker.addNext(schedule));
		}
		schedule.current()
			.map((current) -> current.period().signsFrom().plus(this.settings.keyLifetime()))
			.ifPresent((latest) -> schedule.next()
				.filter((next) -> isTooLate(next.period(), latest))
				.ifPresent((next) -> steps.add(() -> bringForward(next, latest))));
		return steps;
	}

	/**
	 * Tell whether a key would take over after the current one has had its time, which is
	 * so where the settings have given keys a shorter life since.
	 */
	private static boolean isTooLate(SigningPeriod period, Instant latest) {
		return latest.isBefore(period.signsFrom()) && period.usableFrom().isBefore(period.signsFrom());
	}

	private void bringForward(SigningKey next, Instant latest) {
		this.stored.updatePeriod(next.withPeriod(next.period().beginningSoon(latest)));
	}

}
