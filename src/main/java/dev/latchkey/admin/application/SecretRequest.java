package dev.latchkey.admin.application;

import java.time.DateTimeException;
import java.time.Duration;

import dev.latchkey.application.InvalidApplicationException;
import org.jspecify.annotations.Nullable;

/**
 * What a call or a form says of the new secret of an application.
 *
 * @param keepOldFor for how long the old one stays good, in ISO 8601; not at all if
 * absent
 */
record SecretRequest(@Nullable String keepOldFor) {

	Duration overlap() {
		try {
			return (this.keepOldFor != null) ? Duration.parse(this.keepOldFor) : Duration.ZERO;
		}
		catch (DateTimeException ex) {
			throw new InvalidApplicationException("keep_old_for", "must be a duration in ISO 8601, such as PT1H");
		}
	}

}
