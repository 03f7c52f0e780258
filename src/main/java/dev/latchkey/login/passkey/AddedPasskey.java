package dev.latchkey.login.passkey;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.factor.passkey.Passkey;
import org.jspecify.annotations.Nullable;

/**
 * A passkey that was added.
 *
 * @param id its public name
 * @param name what its owner calls it
 * @param createdAt when it was added
 * @param lastUsedAt {@code null}, as it has not been used
 * @param recoveryCodes codes that are not to be had again, or {@code null} if the account
 * had a second factor before
 */
record AddedPasskey(String id, String name, Instant createdAt, @Nullable Instant lastUsedAt,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> recoveryCodes) {

	static AddedPasskey of(Passkey passkey, @Nullable List<String> recoveryCodes) {
		return new AddedPasskey(passkey.id(), passkey.name(), passkey.createdAt(), passkey.lastUsedAt(), recoveryCodes);
	}

	/**
	 * Keep the codes out of logs.
	 */
	@Override
	public String toString() {
		return "AddedPasskey[" + this.id + "]";
	}

}
