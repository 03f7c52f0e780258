package dev.latchkey.key;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * When a key signs.
 *
 * @param ordinal which key it is, from 1; of those whose time has come the newest signs
 * @param createdAt when it was made, and published
 * @param usableFrom the earliest moment at which it may sign: by then whoever keeps the
 * published keys has it
 * @param signsFrom when it takes over
 */
public record SigningPeriod(int ordinal, Instant createdAt, Instant usableFrom, Instant signsFrom) {

	public SigningPeriod {
		// as every database keeps it
		createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
		usableFrom = usableFrom.truncatedTo(ChronoUnit.MILLIS);
		signsFrom = signsFrom.truncatedTo(ChronoUnit.MILLIS);
		if (ordinal < 1 || signsFrom.isBefore(usableFrom)) {
			throw new IllegalArgumentException("a key signs before it may");
		}
	}

	public boolean begun(Instant now) {
		return !this.signsFrom.isAfter(now);
	}

	/**
	 * Return the term that begins as soon as it may.
	 */
	SigningPeriod now(Instant now) {
		return from(now.isBefore(this.usableFrom) ? this.usableFrom : now);
	}

	/**
	 * Return the term that begins at once, because there is nothing better to sign with.
	 */
	SigningPeriod atOnce(Instant now) {
		return new SigningPeriod(this.ordinal, this.createdAt, now.isBefore(this.usableFrom) ? now : this.usableFrom,
				now);
	}

	SigningPeriod from(Instant moment) {
		return new SigningPeriod(this.ordinal, this.createdAt, this.usableFrom, moment);
	}

}
