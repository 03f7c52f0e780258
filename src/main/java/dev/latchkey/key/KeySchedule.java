package dev.latchkey.key;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Whose turn it is, among all keys at one moment.
 *
 * @param keys the keys, oldest first
 * @param now the moment
 */
public record KeySchedule(List<SigningKey> keys, Instant now) {

	/** How long any access token may be good, whatever the settings say. */
	public static final Duration LONGEST_TOKEN = Duration.ofHours(1);

	/**
	 * How long a key has to stay after another has taken over: as long as the last token
	 * that it signed may live, and a while more, for nodes that hear of it late and for
	 * clocks that differ.
	 */
	static final Duration LAST_TOKENS = LONGEST_TOKEN.plusMinutes(5);

	public KeySchedule {
		keys = keys.stream().sorted(Comparator.comparing((key) -> key.period().ordinal())).toList();
	}

	/**
	 * Return the key that signs: the newest whose time has come, or else the oldest.
	 */
	public Optional<SigningKey> current() {
		return this.keys.stream()
			.filter((key) -> key.period().begun(this.now))
			.reduce((older, newer) -> newer)
			.or(() -> this.keys.stream().findFirst());
	}

	/**
	 * Return the newest key, unless its time has come already.
	 */
	Optional<SigningKey> next() {
		return newest().filter((key) -> !key.period().begun(this.now));
	}

	Optional<SigningKey> newest() {
		return this.keys.stream().reduce((older, newer) -> newer);
	}

	/**
	 * Return the keys whose last token has died.
	 */
	List<SigningKey> dead() {
		return this.keys.stream()
			.filter((key) -> this.keys.stream().anyMatch((other) -> replaced(key, other)))
			.toList();
	}

	private boolean replaced(SigningKey key, SigningKey by) {
		return by.period().ordinal() > key.period().ordinal() && by.period().begun(this.now.minus(LAST_TOKENS));
	}

}
