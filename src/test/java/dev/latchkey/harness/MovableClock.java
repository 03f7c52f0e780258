package dev.latchkey.harness;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The system's clock, or one that stands still, set forward by hand: time goes by, but
 * never has to be waited for.
 */
public final class MovableClock extends Clock {

	private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

	private final Clock base;

	public MovableClock() {
		this(Clock.systemUTC());
	}

	private MovableClock(Clock base) {
		this.base = base;
	}

	/**
	 * Return a clock that stands still until it is set forward.
	 * @param time what it shows
	 */
	public static MovableClock stoppedAt(Instant time) {
		return new MovableClock(Clock.fixed(time, ZoneOffset.UTC));
	}

	/**
	 * Set the clock forward.
	 * @param time how far
	 */
	public void advance(Duration time) {
		this.ahead.updateAndGet((before) -> before.plus(time));
	}

	@Override
	public Instant instant() {
		return this.base.instant().plus(this.ahead.get());
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		throw new UnsupportedOperationException("The service speaks UTC");
	}

}
