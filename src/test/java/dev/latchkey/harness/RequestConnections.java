package dev.latchkey.harness;

import java.util.concurrent.atomic.AtomicLong;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.IMetricsTracker;

import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Counts the connections to its database that an application takes while it answers
 * requests. What it does by itself, such as leases, pulls and letters, is left out: other
 * threads do that.
 */
public final class RequestConnections implements BeanPostProcessor {

	/** What the names of Tomcat's threads have in them, and no others. */
	private static final String ANSWERING = "-exec-";

	private final AtomicLong taken = new AtomicLong();

	@Override
	public Object postProcessBeforeInitialization(Object bean, String name) {
		if (bean instanceof HikariDataSource pool) {
			// in place of the application's own count, which knows no threads
			pool.setMetricsTrackerFactory((poolName, stats) -> new Counter());
		}
		return bean;
	}

	/**
	 * Return how many were taken.
	 * @return the number since the application started
	 */
	public long taken() {
		return this.taken.get();
	}

	private final class Counter implements IMetricsTracker {

		@Override
		public void recordConnectionAcquiredNanos(long waited) {
			if (Thread.currentThread().getName().contains(ANSWERING)) {
				RequestConnections.this.taken.incrementAndGet();
			}
		}

	}

}
