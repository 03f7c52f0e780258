package dev.latchkey.password;

import org.jspecify.annotations.Nullable;

/**
 * A place in the line before the processors, for one check of a password. The caller
 * takes it before anything is looked up, and gives it up by closing it. Belongs to one
 * thread.
 */
public final class HashingPlace implements AutoCloseable {

	private final HashingBulkhead.Place place;

	private final HashingMemory memory;

	private final PasswordHasher hasher;

	HashingPlace(HashingBulkhead.Place place, HashingMemory memory, PasswordHasher hasher) {
		this.place = place;
		this.memory = memory;
		this.hasher = hasher;
	}

	/**
	 * Check whether a password is the one that was hashed, and whether the hash is
	 * outdated. Takes as long for an unknown account, and for a password that is empty,
	 * over-long or ill-formed, as for a wrong one. A wrong text that is another in the
	 * form of passwords takes two hashes, whether or not there is such an account.
	 * @param raw what was typed
	 * @param hash the account's hash, or {@code null} if there is no such account
	 * @return what was found
	 * @throws HashingBusyException if the processors are busy with others; nothing was
	 * verified
	 */
	public PasswordCheck check(String raw, @Nullable String hash) {
		return this.memory.lend(this.hasher.memoryFor(hash), () -> this.place.run(() -> this.hasher.check(raw, hash)));
	}

	/**
	 * Give up the place. A second call does nothing.
	 */
	@Override
	public void close() {
		this.place.close();
	}

}
