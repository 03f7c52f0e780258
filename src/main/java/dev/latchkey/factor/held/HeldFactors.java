package dev.latchkey.factor.held;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.factor.passkey.Passkey;
import org.jspecify.annotations.Nullable;

/**
 * The second factors of an account, as its owner and administrators see them.
 *
 * @param totp the authenticator app, or {@code null} if none is set up
 * @param passkeys the passkeys, the oldest first
 * @param recoveryCodesLeft how many recovery codes are left
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record HeldFactors(@Nullable Totp totp, List<Passkey> passkeys, int recoveryCodesLeft) {

	/**
	 * Tell whether a login asks for a second factor.
	 * @return whether there is any
	 */
	public boolean any() {
		return this.totp != null || !this.passkeys.isEmpty();
	}

	/**
	 * An authenticator app.
	 *
	 * @param setUpAt when it was set up
	 */
	public record Totp(Instant setUpAt) {
	}

}
