package dev.latchkey.revocation;

import java.nio.ByteBuffer;

import dev.latchkey.crypto.Base64Url;
import org.jspecify.annotations.Nullable;

/**
 * The id of an account, as the 16 bytes that it is.
 *
 * @param high the first eight
 * @param low the others
 */
record AccountKey(long high, long low) {

	/** In the place of an id of another form. */
	static final AccountKey UNKNOWN = new AccountKey(0, 0);

	private static final int CHARACTERS = 22;

	static AccountKey of(@Nullable String accountId) {
		if (accountId == null || accountId.length() != CHARACTERS) {
			return UNKNOWN;
		}
		try {
			ByteBuffer bytes = ByteBuffer.wrap(Base64Url.decode(accountId));
			return new AccountKey(bytes.getLong(), bytes.getLong());
		}
		catch (IllegalArgumentException ex) {
			return UNKNOWN;
		}
	}

	/**
	 * Return the id as a text.
	 */
	String id() {
		return Base64Url.encode(ByteBuffer.allocate(2 * Long.BYTES).putLong(this.high).putLong(this.low).array());
	}

}
