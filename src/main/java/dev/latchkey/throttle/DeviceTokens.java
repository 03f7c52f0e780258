package dev.latchkey.throttle;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;

import javax.crypto.SecretKey;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.DerivedKeys;
import dev.latchkey.crypto.HmacSha256;
import dev.latchkey.crypto.RandomIds;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads what a device is known by after a login:
 * {@code account.device.expiry.MAC}. It opens nothing; it only says that the client has
 * signed in to the account before (OWASP's device cookies).
 *
 * @see <a href=
 * "https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies">OWASP:
 * device cookies</a>
 */
public class DeviceTokens {

	/** How long a device is known after its last login. */
	public static final Duration LIFETIME = Duration.ofDays(365);

	private static final int LONGEST = 256;

	private final SecretKey key;

	private final Clock clock;

	DeviceTokens(DerivedKeys keys, Clock clock) {
		this.key = keys.forAuthenticating("latchkey: device tokens");
		this.clock = clock;
	}

	/**
	 * Return what to give to a device after a login.
	 * @param accountId the account that signed in
	 * @param before what the device was known by, or {@code null}. It stays the same
	 * device, so that signing in more often brings no more budgets
	 * @return the token
	 */
	public String write(String accountId, @Nullable KnownDevice before) {
		String id = (before != null && before.accountId().equals(accountId)) ? before.id() : RandomIds.next();
		String content = accountId + "." + id + "." + this.clock.instant().plus(LIFETIME).getEpochSecond();
		return content + "." + mac(content);
	}

	/**
	 * Return the device that a token was given to.
	 * @param token what a client sent
	 * @return the device, or {@code null} if this installation did not write the token or
	 * it has expired
	 */
	public @Nullable KnownDevice read(String token) {
		int end = token.lastIndexOf('.');
		if (token.length() > LONGEST || end < 0) {
			return null;
		}
		String content = token.substring(0, end);
		byte[] expected = mac(content).getBytes(StandardCharsets.UTF_8);
		// in constant time, and as text: no MAC has a second spelling
		if (!MessageDigest.isEqual(expected, token.substring(end + 1).getBytes(StandardCharsets.UTF_8))) {
			return null;
		}
		String[] parts = content.split("\\.", -1);
		boolean expired = Long.parseLong(parts[2]) <= this.clock.instant().getEpochSecond();
		return expired ? null : new KnownDevice(parts[0], parts[1]);
	}

	private String mac(String text) {
		return Base64Url.encode(HmacSha256.compute(this.key, text.getBytes(StandardCharsets.UTF_8)));
	}

}
