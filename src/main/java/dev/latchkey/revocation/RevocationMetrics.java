package dev.latchkey.revocation;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * The metrics of revocations. Lags are measured between the clocks of two nodes, and are
 * only as exact as these agree.
 */
class RevocationMetrics {

	private static final double NANOS = 1e9;

	private final MeterRegistry meters;

	private final Timer pushLag;

	private final Timer pullLag;

	private final ConfirmationTally confirmations = new ConfirmationTally();

	private final Clock clock;

	RevocationMetrics(MeterRegistry meters, RevocationView view, Clock clock) {
		this.meters = meters;
		this.clock = clock;
		this.pushLag = lag(meters, "push");
		this.pullLag = lag(meters, "pull");
		Gauge.builder("latchkey.revocation.view.entries", view, RevocationView::size)
			.description("Endings that this node's view holds")
			.register(meters);
		Gauge.builder("latchkey.revocation.view.age", view, (known) -> known.age() / NANOS)
			.baseUnit("seconds")
			.description("How long ago the view last knew all that was committed")
			.register(meters);
		FunctionCounter.builder("latchkey.revocation.rejections", view, RevocationView::rejections)
			.description("Requests that could not be answered because the view was too old")
			.register(meters);
	}

	void countRevoked(List<Revocation> rows) {
		rows.forEach((row) -> this.meters.counter("latchkey.revocations", "reason", row.reason().code()).increment());
	}

	void recordConfirmation(Duration waited, boolean confirmed) {
		this.confirmations.note(waited, confirmed);
	}

	ConfirmationTally confirmations() {
		return this.confirmations;
	}

	void recordPushLag(Revocation row) {
		this.pushLag.record(since(row));
	}

	void recordPullLag(Revocation row) {
		this.pullLag.record(since(row));
	}

	private Duration since(Revocation row) {
		Duration lag = Duration.between(row.createdAt(), this.clock.instant());
		return lag.isNegative() ? Duration.ZERO : lag;
	}

	private static Timer lag(MeterRegistry meters, String feed) {
		return Timer.builder("latchkey.revocation.lag")
			.tag("feed", feed)
			.description("From the writing of a revocation until this node has it")
			.register(meters);
	}

}
