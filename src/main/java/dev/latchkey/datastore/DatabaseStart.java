package dev.latchkey.datastore;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Takes the database into use: migrates it, and runs the steps of all packages. This is
 * done before the web server starts. Where the database is not there yet, the web server
 * starts without it, so that a container's liveness probe is answered: the node is alive,
 * is not ready, and refuses what needs the database, until the database comes or the
 * patience is over.
 */
class DatabaseStart implements SmartInitializingSingleton, SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(DatabaseStart.class);

	private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);

	private static final Duration BETWEEN_MESSAGES = Duration.ofSeconds(15);

	private final ApplicationContext context;

	private final ObjectProvider<Flyway> flyway;

	private final ObjectProvider<StartStep> steps;

	private final Duration patience;

	private volatile boolean done;

	DatabaseStart(ApplicationContext context, ObjectProvider<Flyway> flyway, ObjectProvider<StartStep> steps,
			DatastoreSettings settings) {
		this.context = context;
		this.flyway = flyway;
		this.steps = steps;
		this.patience = settings.patience();
	}

	@Override
	public void afterSingletonsInstantiated() {
		DatabaseFailure failure = attempt(this.patience);
		if (failure != null) {
			report(failure, this.patience);
		}
	}

	/**
	 * Wait for the database, unless it was there. The thread waits without a limit for
	 * another one that has one: only so can a context be closed that is just starting.
	 */
	@Override
	public void start() {
		if (this.done) {
			return;
		}
		AvailabilityChangeEvent.publish(this.context, LivenessState.CORRECT);
		FutureTask<Void> waiting = new FutureTask<>(this::awaitDatabase, null);
		Thread thread = new Thread(waiting, "database-start");
		thread.setDaemon(true);
		thread.start();
		try {
			waiting.get();
		}
		catch (InterruptedException ex) {
			waiting.cancel(true);
			throw new AbandonedStartException();
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : new IllegalStateException(ex.getCause());
		}
	}

	private void awaitDatabase() {
		long start = System.nanoTime();
		long reported = start;
		DatabaseFailure failure = attempt(this.patience);
		while (failure != null) {
			Duration left = this.patience.minusNanos(System.nanoTime() - start);
			if (System.nanoTime() - reported > BETWEEN_MESSAGES.toNanos()) {
				reported = System.nanoTime();
				report(failure, left);
			}
			pause();
			failure = attempt(left);
		}
		logger.info("The database is there");
	}

	/**
	 * Migrate and run all steps.
	 * @param left how much patience is left
	 * @return why that was not possible yet, or {@code null} when it is done
	 */
	private @Nullable DatabaseFailure attempt(Duration left) {
		try {
			this.flyway.ifAvailable(Flyway::migrate);
			this.steps.orderedStream().forEach(StartStep::run);
			this.done = true;
			return null;
		}
		catch (RuntimeException ex) {
			DatabaseFailure failure = DatabaseFailure.of(ex);
			if (failure == null || !failure.passing() || left.isZero() || left.isNegative()) {
				throw ex;
			}
			return failure;
		}
	}

	private void report(DatabaseFailure failure, Duration left) {
		logger.warn("{} {} Waiting for it, for {} s at most. {}", DatabaseName.describe(this.context.getEnvironment()),
				failure.description(), Math.max(0, left.toSeconds()), failure.action());
	}

	private static void pause() {
		try {
			TimeUnit.MILLISECONDS.sleep(BETWEEN_ATTEMPTS.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AbandonedStartException();
		}
	}

	@Override
	public void stop() {
	}

	@Override
	public boolean isRunning() {
		return this.done;
	}

	/**
	 * Return a phase above the web server's: later to start.
	 */
	@Override
	public int getPhase() {
		return DEFAULT_PHASE;
	}

}
