package dev.latchkey.session.active;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.dao.DataAccessException;

/**
 * Shows as a metric how many sessions are live, on all nodes together. They are counted
 * on schedule and not when the metric is read, so that reading it does not wait for the
 * database.
 */
class ActiveSessionGauge implements Runnable {

	private final SessionSurvey survey;

	private volatile double counted = Double.NaN;

	ActiveSessionGauge(SessionSurvey survey, MeterRegistry meters) {
		this.survey = survey;
		Gauge.builder("latchkey.sessions.active", this, (gauge) -> gauge.counted)
			.description("Live sessions of all nodes together, as each node has counted them")
			.register(meters);
	}

	/**
	 * Count them. While the database is away, the number is unknown.
	 */
	@Override
	public void run() {
		try {
			this.counted = this.survey.total();
		}
		catch (DataAccessException ex) {
			this.counted = Double.NaN;
			throw ex;
		}
	}

}
