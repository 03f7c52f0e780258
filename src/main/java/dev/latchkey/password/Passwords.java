package dev.latchkey.password;

import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.latchkey.crypto.RandomValues;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Hashes passwords, verifies them, and says which new ones are acceptable. A password is
 * taken exactly as it was given: not trimmed, not normalized, not cut (ASVS 5.0 6.2.8).
 */
public class Passwords {

	private static final String ALGORITHM = "argon2";

	private static final int SALT_BYTES = 16;

	private static final int HASH_BYTES = 32;

	// 31 letters and digits that nobody takes for one another
	private static final String READABLE = "abcdefghjkmnpqrstuvwxyz23456789";

	private final PasswordRules rules = new PasswordRules();

	private final HashingBulkhead bulkhead = new HashingBulkhead(Runtime.getRuntime().availableProcessors());

	private final Counter verified;

	private final PasswordEncoder encoder;

	private final String nobodysHash;

	Passwords(PasswordSettings settings, MeterRegistry meters) {
		Argon2CompilerDirectives.intoOnePiece();
		this.verified = Counter.builder("latchkey.password.verifications")
			.description("Passwords that were hashed to be compared")
			.register(meters);
		Argon2PasswordEncoder argon2 = new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, settings.parallelism(),
				settings.memory(), settings.iterations());
		DelegatingPasswordEncoder delegating = new DelegatingPasswordEncoder(ALGORITHM, Map.of(ALGORITHM, argon2));
		// a stored hash of no known kind matches nothing; by default it would throw
		delegating.setDefaultPasswordEncoderForMatches(argon2);
		this.encoder = delegating;
		this.nobodysHash = hash(temporary());
	}

	/**
	 * Hash a password, with a fresh salt.
	 * @param raw a password that {@link #check(String, String)} accepts
	 * @return the hash, with the algorithm and all parameters in front
	 * @throws HashingBusyException if the processors are busy with others
	 * @throws IllegalArgumentException if nobody could ever sign in with it
	 */
	public String hash(String raw) {
		if (!PasswordRules.verifiable(raw)) {
			throw new IllegalArgumentException("A password that cannot be verified must not be hashed");
		}
		// only who is signed in makes one
		return this.bulkhead.known(() -> this.bulkhead.run(() -> encoded(raw)));
	}

	/**
	 * Return whether a password is the one that was hashed. Takes as long for an unknown
	 * account, and for a password that is empty, over-long or ill-formed, as for a wrong
	 * one.
	 * @param raw what was typed
	 * @param hash the account's hash, or {@code null} if there is no such account
	 * @return {@code true} if they belong together
	 * @throws HashingBusyException if the processors are busy with others; nothing was
	 * verified
	 */
	public boolean matches(String raw, @Nullable String hash) {
		boolean verifiable = PasswordRules.verifiable(raw);
		String typed = verifiable ? raw : "-";
		String stored = (hash != null) ? hash : this.nobodysHash;
		boolean matched = this.bulkhead.run(() -> {
			this.verified.increment();
			return this.encoder.matches(typed, stored);
		});
		return matched && verifiable && hash != null;
	}

	/**
	 * Do what leads to a check of a password, if there is a place in the line.
	 * @param <T> what it leads to
	 * @param known whether it is for somebody who is signed in, or was on this device;
	 * strangers cannot fill their line
	 * @param work looks up what is needed, and checks
	 * @return what the work returned
	 * @throws HashingBusyException if the line is full; nothing was done
	 */
	public <T> T inLine(boolean known, Supplier<T> work) {
		return known ? this.bulkhead.known(work) : this.bulkhead.strangers(work);
	}

	/**
	 * Check that a password may become somebody's.
	 * @param raw the new password
	 * @param username whose it is to be
	 * @throws PasswordRejectedException if it may not, with the first rule that it breaks
	 */
	public void check(String raw, String username) {
		this.rules.check(raw, username);
	}

	/**
	 * Return a random password that a person can read out and type: four groups of five
	 * characters, 99 bits.
	 * @return the password; it is written down nowhere
	 */
	public String temporary() {
		return IntStream.range(0, 4).mapToObj((group) -> RandomValues.text(READABLE, 5)).collect(Collectors.joining("-"));
	}

	private String encoded(String raw) {
		String hash = this.encoder.encode(raw);
		if (hash == null) {
			throw new IllegalStateException("A password was not hashed");
		}
		return hash;
	}

}
