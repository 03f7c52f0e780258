package dev.latchkey.session.seen;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The use of a credential. A node keeps it for as long as it keeps what it has read of
 * the credential.
 */
public final class CredentialUse {

	private final String handle;

	private final long generation;

	// in milliseconds; two requests that note the same use do no harm
	private volatile long notedAt = Long.MIN_VALUE;

	/**
	 * A use that has not been noted yet.
	 * @param handle the session
	 * @param generation the refresh that the credential came with, 0 where there is none
	 */
	public CredentialUse(String handle, long generation) {
		this.handle = handle;
		this.generation = generation;
	}

	String handle() {
		return this.handle;
	}

	long generation() {
		return this.generation;
	}

	/**
	 * Tell whether both are uses of the same credential, whenever they were noted.
	 */
	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof CredentialUse use && this.handle.equals(use.handle)
				&& this.generation == use.generation;
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.handle, this.generation);
	}

	/**
	 * Claim the noting of this use: of the requests within a blur, one has to note it.
	 * @param now in milliseconds
	 * @param blur how long a noted use need not be noted again, in milliseconds
	 * @return whether this caller has to note it
	 */
	boolean claim(long now, long blur) {
		long since = now - this.notedAt;
		// negative if the clock was set back
		if (since >= 0 && since < blur) {
			return false;
		}
		this.notedAt = now;
		return true;
	}

}
