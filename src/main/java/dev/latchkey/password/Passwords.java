package dev.latchkey.password;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.latchkey.crypto.RandomValues;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Hashes passwords, verifies them, and says which new ones are acceptable. A password is
 * brought into the one form that it has on all keyboards (RFC 8265), and otherwise taken
 * as it was given: not trimmed, not cut, capitals as they are (ASVS 5.0 6.2.8).
 */
public class Passwords {

	// 31 letters and digits that a reader does not take for one another
	private static final String READABLE = "abcdefghjkmnpqrstuvwxyz23456789";

	private static final String NONE = "{none}";

	private final PasswordRules rules = new PasswordRules();

	private final HashingBulkhead bulkhead;

	private final HashingMemory memory = new HashingMemory(Runtime.getRuntime().maxMemory());

	private final PasswordHasher hasher;

	Passwords(PasswordSettings settings, MeterRegistry meters) {
		if (settings.compilerDirectives()) {
			// before the first hash, after which the JVM may compile it
			Argon2CompilerDirectives.install();
		}
		Runtime jvm = Runtime.getRuntime();
		this.bulkhead = new HashingBulkhead(
				HashingMemory.atOnce(jvm.maxMemory(), settings.memory(), jvm.availableProcessors()));
		this.hasher = new PasswordHasher(settings, meters, temporary());
	}

	/**
	 * Take a place in the line for a check of a password, before anything is looked up
	 * for it.
	 * @param known whether it is for a user who is signed in, or was on this device; they
	 * have a line of their own, which strangers cannot fill
	 * @param block the block of networks that the request comes from; strangers of one
	 * block cannot fill the line of the others
	 * @return the place, which has to be closed
	 * @throws HashingBusyException if the line is full
	 */
	public HashingPlace enter(boolean known, String block) {
		return new HashingPlace(known ? this.bulkhead.enterAsKnown() : this.bulkhead.enterAsStranger(block),
				this.memory, this.hasher);
	}

	/**
	 * Hash a password, with a fresh salt.
	 * @param raw a password that {@link #check(String, String)} accepts
	 * @return the hash, with the algorithm and all parameters in front
	 * @throws HashingBusyException if the processors are busy with others
	 * @throws IllegalArgumentException if no user could ever sign in with it
	 */
	public String hash(String raw) {
		String form = PasswordRules.form(raw)
			.orElseThrow(() -> new IllegalArgumentException("A password that cannot be verified must not be hashed"));
		// only a signed-in user makes one
		try (HashingBulkhead.Place place = this.bulkhead.enterAsKnown()) {
			return place.run(() -> this.hasher.hash(form));
		}
	}

	/**
	 * Check that a password may become a user's.
	 * @param raw the new password
	 * @param username the user's name
	 * @throws PasswordRejectedException if it may not, with the first rule that it breaks
	 */
	public void check(String raw, String username) {
		this.rules.check(raw, username);
	}

	/**
	 * Take a hash that another system made. It is compared with as it is, and replaced at
	 * the first login.
	 * @param hash the hash, in one of the forms that {@code src/docs/import.md} lists
	 * @return the hash as it is stored
	 * @throws InvalidHashException if it has none of these forms, or if each login would
	 * pay too much for it
	 */
	public String foreign(String hash) {
		return this.hasher.foreign(hash);
	}

	/**
	 * Return what is stored in the place of a hash where an account has no password yet.
	 * No password matches it, at the cost of any other.
	 * @return a text that is no hash
	 */
	public static String none() {
		return NONE;
	}

	/**
	 * Tell whether there is no password yet.
	 * @param stored what is stored in the place of a hash
	 * @return whether it is {@link #none()}
	 */
	public static boolean isNone(String stored) {
		return NONE.equals(stored);
	}

	/**
	 * Return whether two texts are the same password.
	 * @param raw what was typed
	 * @param other what was typed another time
	 * @return whether no hash tells them apart
	 */
	public boolean areSame(String raw, String other) {
		return raw.equals(other) || PasswordRules.form(raw)
			.filter((form) -> PasswordRules.form(other).filter(form::equals).isPresent())
			.isPresent();
	}

	/**
	 * Return a random password that a person can read out and type: four groups of five
	 * characters, 99 bits.
	 * @return the password; it is written down nowhere
	 */
	public String temporary() {
		return IntStream.range(0, 4)
			.mapToObj((group) -> RandomValues.text(READABLE, 5))
			.collect(Collectors.joining("-"));
	}

}
