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

	/** In KiB; of a small heap it is a part, as each processor may compare one. */
	private static final long MOST_MEMORY = 128 * 1024;

	/** In the unit of {@link StoredHash}. */
	private static final long MOST_WORK = 1500;

	private final Counter verified;

	private final PasswordEncoder encoder;

	private final String parameters;

	private final long ownWork;

	private final long ownMemory;

	private final StoredHash decoy;

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
		this.encoder = new DelegatingPasswordEncoder(ALGORITHM, Map.of(ALGORITHM, argon2));
		this.parameters = "{argon2}$argon2id$v=19$m=%s,t=%s,p=%s$".formatted(settings.memory(), settings.iterations(),
				settings.parallelism());
		this.ownWork = (long) settings.memory() * settings.iterations() / 1000;
		this.ownMemory = settings.memory();
		this.decoy = StoredHashes.parse(hash(decoy)).orElseThrow();
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
			return isForeign(hash) ? PasswordCheck.OUTDATED : PasswordCheck.RIGHT;
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

	/**
	 * Return a hash that was made elsewhere as it is stored: without Latchkey's own id,
	 * unless it was made as Latchkey makes them today.
	 * @throws InvalidHashException if it cannot be compared with, or not at a cost that
	 * logins can pay
	 */
	String foreign(String hash) {
		StoredHash stored = StoredHashes.parse(hash).orElseThrow(() -> new InvalidHashException("invalid-hash"));
		long memory = mostMemory(Runtime.getRuntime().maxMemory(), Runtime.getRuntime().availableProcessors());
		if (stored.work() > MOST_WORK || stored.memory() > memory) {
			throw new InvalidHashException("hash-too-costly");
		}
		return (stored.kind() != StoredHash.Kind.ARGON2 || hash.startsWith(this.parameters)) ? hash
				: hash.substring(hash.indexOf('}') + 1);
	}

	/**
	 * Return how much memory a hash may take, in KiB.
	 * @param heap the heap in bytes
	 */
	static long mostMemory(long heap, int processors) {
		return Math.max(HashingMemory.USUAL, Math.min(MOST_MEMORY, heap / 1024 / 4 / processors));
	}

	/**
	 * Return how much memory a comparison needs, in KiB, if it needs more than one with a
	 * hash of Latchkey's own; 0 for the others.
	 */
	long memoryFor(@Nullable String hash) {
		long memory = (hash != null) ? StoredHashes.parse(hash).map(StoredHash::memory).orElse(0L) : 0;
		return (memory > this.ownMemory) ? memory : 0;
	}

	private static boolean isForeign(@Nullable String hash) {
		return hash != null && !hash.startsWith("{" + ALGORITHM + "}");
	}

	/**
	 * Compare. What cannot be compared, or is compared sooner than a hash of Latchkey's
	 * own, takes the work for the decoy as well: no answer comes sooner than that about
	 * an unknown account.
	 */
	private boolean matches(String text, @Nullable String hash) {
		this.verified.increment();
		StoredHash stored = (hash != null) ? StoredHashes.parse(hash).orElse(null) : null;
		if (stored == null) {
			this.decoy.matches(text);
			return false;
		}
		boolean matching = stored.matches(text);
		if (stored.work() < this.ownWork) {
			this.decoy.matches(text);
		}
		return matching;
	}

}
