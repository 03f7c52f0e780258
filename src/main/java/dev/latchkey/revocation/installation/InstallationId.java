package dev.latchkey.revocation.installation;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The name of this installation: all nodes on one database have it. What nodes tell each
 * other over Redis, and what they keep there, is of one installation.
 */
public final class InstallationId {

	private final Supplier<String> stored;

	private volatile @Nullable String value;

	/**
	 * Name the installation.
	 * @param value 22 characters of base64url
	 */
	public InstallationId(String value) {
		this(() -> value);
	}

	/**
	 * Take the name from the database when it is asked for.
	 */
	InstallationId(Supplier<String> stored) {
		this.stored = stored;
	}

	/**
	 * Return the name.
	 * @return 22 characters of base64url
	 * @throws org.springframework.dao.DataAccessException if it has not been read from
	 * the database yet, and cannot be
	 */
	public String value() {
		String known = this.value;
		if (known == null) {
			known = this.stored.get();
			this.value = known;
		}
		return known;
	}

}
