package dev.latchkey.key;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Keeps one more key of each line published than signs. It takes over when its time
 * comes, when an administrator says so, or at once where the current key is revoked;
 * verifiers know it by then. All nodes do this, and find done what another has done.
 */
public class KeyRotation implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(KeyRotation.class);

	private final SigningKeys stored;

	private final List<KeyLine> lines;

	private final KeyMaker keyMaker;

	private final KeyRing keyRing;

	private final TransactionOperations transaction;

	private final ApplicationEventPublisher events;

	private final KeySettings settings;

	KeyRotation(SigningKeys stored, List<KeyLine> lines, KeyMaker keyMaker, KeyRing keyRing,
			TransactionOperations transaction, ApplicationEventPublisher events, KeySettings settings) {
		this.stored = stored;
		this.lines = lines;
		this.keyMaker = keyMaker;
		this.keyRing = keyRing;
		this.transaction = transaction;
		this.events = events;
		this.settings = settings;
	}

	/**
	 * Read the keys, and do what is due.
	 */
	@Override
	public void run() {
		try {
			this.keyRing.reload();
			List<KeyLine> due = this.lines.stream()
				.filter((line) -> !dueSteps(line, this.keyRing.schedule(line.purpose())).isEmpty())
				.toList();
			if (!due.isEmpty()) {
				this.transaction.executeWithoutResult((status) -> due
					.forEach((line) -> dueSteps(line, this.keyMaker.lockSchedule(line)).forEach(Runnable::run)));
				this.keyRing.reload();
			}
		}
		catch (DataAccessException | TransactionException ex) {
			logger.debug("The signing keys could not be rotated, and are tried again soon", ex);
		}
	}

	/**
	 * Let the next key of each line take over, as soon as verifiers can have seen it.
	 * Joins the caller's transaction; after its commit the caller calls
	 * {@link #announce}.
	 * @return the next keys, one of each line, which say when they take over
	 */
	public List<SigningKey> rotate() {
		return this.transaction.execute((status) -> this.lines.stream().map(this::rotate).toList());
	}

	/**
	 * Read the keys and do what is due, after the commit of a rotation.
	 * @param next the next keys
	 * @param actor the administrator's name
	 */
	public void announce(List<SigningKey> next, String actor) {
		run();
		next.forEach((key) -> this.events.publishEvent(new KeyRotated(key.kid(), key.period().signsFrom(), actor)));
	}

	private SigningKey rotate(KeyLine line) {
		KeySchedule schedule = this.keyMaker.lockSchedule(line);
		SigningKey key = schedule.next().orElseGet(() -> this.keyMaker.addNext(line, schedule));
		SigningKey changed = key.withPeriod(key.period().beginningSoon(schedule.now()));
		this.stored.updatePeriod(changed);
		return changed;
	}

	private List<Runnable> dueSteps(KeyLine line, KeySchedule schedule) {
		List<Runnable> steps = new ArrayList<>();
		schedule.retired().forEach((key) -> steps.add(() -> this.stored.delete(key.kid())));
		ConfiguredKey wanted = line.configured();
		if (wanted != null && schedule.newest().filter(wanted::isSameAs).isPresent()) {
			// an operator who chooses the key chooses the next one too
			return steps;
		}
		if (schedule.next().isEmpty()) {
			steps.add(() -> this.keyMaker.addNext(line, schedule));
		}
		schedule.current()
			.map((current) -> current.period().signsFrom().plus(this.settings.keyLifetime()))
			.ifPresent((latest) -> schedule.next()
				.filter((next) -> isTooLate(next.period(), latest))
				.ifPresent((next) -> steps.add(() -> bringForward(next, latest))));
		return steps;
	}

	/**
	 * Tell whether a key would take over after the current one has had its time, which
	 * happens if the settings have shortened the life of keys since.
	 */
	private static boolean isTooLate(SigningPeriod period, Instant latest) {
		return latest.isBefore(period.signsFrom()) && period.usableFrom().isBefore(period.signsFrom());
	}

	private void bringForward(SigningKey next, Instant latest) {
		this.stored.updatePeriod(next.withPeriod(next.period().beginningSoon(latest)));
	}

}
