package dev.latchkey.session;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long sessions last, and how many there may be; in both modes (ASVS 5.0 7.1.1,
 * 7.1.2).
 *
 * @param idleTimeout how long a session may go unused
 * @param maxLifetime how long a session may last
 * @param rememberedLifetime how long a session may last, and go unused, where the user
 * asked to be remembered
 * @param maxPerAccount how many sessions an account may have; the next one ends the one
 * that was unused for longest
 * @param proofAge how long ago the person may have shown a password, a code or a passkey
 * for a change that asks for a recent proof (ASVS 5.0 7.5.1, 7.5.3; RFC 9470)
 */
@Validated
@ConfigurationProperties("latchkey.session")
public record SessionSettings(@DefaultValue("30m") @DurationMin(seconds = 1) Duration idleTimeout,
		@DefaultValue("12h") @DurationMin(seconds = 1) Duration maxLifetime,
		@DefaultValue("30d") @DurationMin(seconds = 1) Duration rememberedLifetime,
		@DefaultValue("100") @Min(1) @Max(100_000) int maxPerAccount,
		@DefaultValue("10m") @DurationMin(seconds = 1) Duration proofAge) {

	private static final Duration SLOWEST_WRITE_BACK = Duration.ofMinutes(1);

	/**
	 * Return how long a session may last.
	 * @param remembered whether the user asked to be remembered
	 * @return the absolute limit
	 */
	public Duration lifetime(boolean remembered) {
		return remembered ? this.rememberedLifetime : this.maxLifetime;
	}

	/**
	 * Return how long a session may go unused.
	 * @param remembered whether the user asked to be remembered
	 * @return the idle limit
	 */
	public Duration idle(boolean remembered) {
		return remembered ? this.rememberedLifetime : this.idleTimeout;
	}

	/**
	 * Return how often last-seen is written back: to a tenth of the idle timeout.
	 * @return the interval, a minute at most
	 */
	public Duration writeBack() {
		Duration tenth = this.idleTimeout.dividedBy(10);
		return (tenth.compareTo(SLOWEST_WRITE_BACK) < 0) ? tenth : SLOWEST_WRITE_BACK;
	}

	/**
	 * Return how long any session may last.
	 * @return the longest of the absolute limits
	 */
	Duration longestLifetime() {
		return (this.rememberedLifetime.compareTo(this.maxLifetime) > 0) ? this.rememberedLifetime : this.maxLifetime;
	}

}
