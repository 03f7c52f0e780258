package dev.latchkey.key;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * When a key signs.
 *
 * @param ordinal which key it is, from 1; of those whose time has come the newest signs
 * @param createdAt when it was made, and published
 * @param usableFrom the earliest moment at which it may sign: by then every verifier that
 * caches the published keys has it
 * @param signsFrom when it takes over
 */
public record SigningPeriod(int ordinal, Instant createdAt, Instant usableFrom, Instant signsFrom) {

	public SigningPeriod {
		// to the precision that every database keeps
		createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
		usableFrom = usableFrom.truncatedTo(ChronoUnit.MILLIS);
		signsFrom = signsFrom.truncatedTo(ChronoUnit.MILLIS);
		if (ordinal < 1 || signsFrom.isBefore(usableFrom)) {
			throw new IllegalArgumentException("a key signs before it may");
		}
	}

	/**
	 * Tell whether this period's time has come.
	 * @param now the present moment
	 * @return whether its key may sign by now
	 */
	public boolean hasBegun(Instant now) {
		return !this.signsFrom.isAfter(now);
	}

	/**
	 * Return the period that begins as soon as it may.
	 */
	SigningPeriod beginningSoon(Instant now) {
		return beginningAt(now.isBefore(this.usableFrom) ? this.usableFrom : now);
	}

	/**
	 * Return the period that begins at once, because no published key is left to sign
	 * with.
	 */
	SigningPeriod beginningAtOnce(Instant now) {
		return new SigningPeriod(this.ordinal, this.createdAt, now.isBefore(this.usableFrom) ? now : this.usableFrom,
				now);
	}

	SigningPeriod beginningAt(Instant moment) {
		return new SigningPeriod(this.ordinal, this.createdAt, this.usableFrom, moment);
	}

}
