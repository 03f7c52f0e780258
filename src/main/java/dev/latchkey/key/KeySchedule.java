package dev.latchkey.key;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which key of one purpose signs, and which come before and after it, at one moment.
 *
 * @param keys the keys, oldest first
 * @param now the moment
 */
public record KeySchedule(List<SigningKey> keys, Instant now) {

	/** How long any token may be valid: no setting goes beyond it. */
	public static final Duration LONGEST_TOKEN = Duration.ofHours(1);

	/**
	 * How long a key has to stay after another has taken over: as long as the last token
	 * that it signed may be valid, and a few minutes more, for nodes that hear of it late
	 * and for clocks that differ.
	 */
	static final Duration LAST_TOKENS = LONGEST_TOKEN.plusMinutes(5);

	public KeySchedule {
		keys = keys.stream().sorted(Comparator.comparing((key) -> key.period().ordinal())).toList();
	}

	/**
	 * Pick the keys of a purpose.
	 * @param keys keys of any purpose
	 */
	static KeySchedule of(KeyPurpose purpose, Collection<SigningKey> keys, Instant now) {
		return new KeySchedule(keys.stream().filter((key) -> key.purpose() == purpose).toList(), now);
	}

	/**
	 * Return the key that signs: the newest whose time has come, or else the oldest.
	 */
	public Optional<SigningKey> current() {
		return this.keys.stream()
			.filter((key) -> key.period().hasBegun(this.now))
			.reduce((older, newer) -> newer)
			.or(() -> this.keys.stream().findFirst());
	}

	boolean contains(String kid) {
		return this.keys.stream().anyMatch((key) -> key.kid().equals(kid));
	}

	/**
	 * Return the newest key, unless its time has come already.
	 */
	Optional<SigningKey> next() {
		return newest().filter((key) -> !key.period().hasBegun(this.now));
	}

	Optional<SigningKey> newest() {
		return this.keys.stream().reduce((older, newer) -> newer);
	}

	/**
	 * Return the keys whose last token has expired.
	 */
	List<SigningKey> retired() {
		return this.keys.stream()
			.filter((key) -> this.keys.stream().anyMatch((other) -> isReplaced(key, other)))
			.toList();
	}

	private boolean isReplaced(SigningKey key, SigningKey by) {
		return by.period().ordinal() > key.period().ordinal() && by.period().hasBegun(this.now.minus(LAST_TOKENS));
	}

}
