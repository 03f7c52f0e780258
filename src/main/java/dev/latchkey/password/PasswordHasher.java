package dev.latchkey.password;

import java.util.Map;
import java.util.Optional;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Hashes by Argon2id, and does the same work whether or not there is a hash to compare
 * with.
 */
final class PasswordHasher {

	private static final String ALGORITHM = "argon2";

	private static final int SALT_BYTES = 16;

	private static final int HASH_BYTES = 32;

	private final Counter verified;

	private final PasswordEncoder encoder;

	private final String decoyHash;

	/**
	 * Create a hasher.
	 * @param decoy a random password, whose hash stands in for that of an unknown account
	 */
	PasswordHasher(PasswordSettings settings, MeterRegistry meters, String decoy) {
		this.verified = Counter.builder("latchkey.password.verifications")
			.description("Passwords that were hashed to be compared")
			.register(meters);
		Argon2PasswordEncoder argon2 = new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, settings.parallelism(),
				settings.memory(), settings.iterations());
		DelegatingPasswordEncoder delegating = new DelegatingPasswordEncoder(ALGORITHM, Map.of(ALGORITHM, argon2));
		// a stored hash of no known kind matches nothing; by default it would throw
		delegating.setDefaultPasswordEncoderForMatches(argon2);
		this.encoder = delegating;
		this.decoyHash = hash(decoy);
	}

	String hash(String raw) {
		String hash = this.encoder.encode(raw);
		if (hash == null) {
			throw new IllegalStateException("A password was not hashed");
		}
		return hash;
	}

	/**
	 * Compare a password with a hash, in the form that passwords have. A hash that is
	 * older than that form was made of the password as it was typed, so a text that is
	 * another in its form is also compared as it is. Which texts are compared does not
	 * depend on the hash, nor on whether there is one.
	 */
	PasswordCheck check(String raw, @Nullable String hash) {
		Optional<String> form = PasswordRules.form(raw);
		if (form.isPresent() && matches(form.get(), hash)) {
			return PasswordCheck.RIGHT;
		}
		if (PasswordRules.wasPossible(raw) && !form.equals(Optional.of(raw))) {
			PasswordCheck right = form.isPresent() ? PasswordCheck.OUTDATED : PasswordCheck.RIGHT;
			return matches(raw, hash) ? right : PasswordCheck.WRONG;
		}
		if (form.isEmpty()) {
			// the same work for a text that no password is
			matches("-", hash);
		}
		return PasswordCheck.WRONG;
	}

	private boolean matches(String text, @Nullable String hash) {
		this.verified.increment();
		return this.encoder.matches(text, (hash != null) ? hash : this.decoyHash) && hash != null;
	}

}
