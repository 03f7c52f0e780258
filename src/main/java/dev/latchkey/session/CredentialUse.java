package dev.latchkey.session;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The use of a credential. A node keeps one for as long as it keeps what it has read of
 * the credential.
 */
public final class CredentialUse {

	private final String handle;

	private final long generation;

	// in milliseconds; that two requests note the same does no harm
	private volatile long notedAt = Long.MIN_VALUE;

	/**
	 * What has not been noted.
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
	 * Tell whether it is of the same credential, whenever either was noted.
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
	 * Take it on to note this, unless that was done within a while.
	 * @param now in milliseconds
	 * @param blur how long that while is, in milliseconds
	 * @return whether the caller has to note it
	 */
	boolean claim(long now, long blur) {
		long since = now - this.notedAt;
		// before it, if the clock was set back
		if (since >= 0 && since < blur) {
			return false;
		}
		this.notedAt = now;
		return true;
	}

}
