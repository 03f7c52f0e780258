package dev.latchkey.throttle;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;

import javax.crypto.SecretKey;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.DerivedKeys;
import dev.latchkey.crypto.HmacSha256;
import dev.latchkey.crypto.RandomIds;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads what a device is known by after a login:
 * {@code account.device.version.expiry.MAC}. It opens nothing; it only says that the
 * client has signed in to the account before (OWASP's device cookies), and with which
 * password: with the next one, those who knew the old one become strangers.
 *
 * @see <a href=
 * "https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies">OWASP:
 * device cookies</a>
 */
public class DeviceTokens {

	/** How long a device is known after its last login. */
	public static final Duration LIFETIME = Duration.ofDays(365);

	private static final int LONGEST = 256;

	private static final int VERSION_BYTES = 16;

	private final SecretKey key;

	private final SecretKey versionKey;

	private final Clock clock;

	DeviceTokens(DerivedKeys keys, Clock clock) {
		this.key = keys.forAuthenticating("latchkey: device tokens");
		this.versionKey = keys.forAuthenticating("latchkey: password versions");
		this.clock = clock;
	}

	/**
	 * Return what to give to a device after a login.
	 * @param accountId the account that signed in
	 * @param passwordHash the stored hash of the password that it signed in with
	 * @param before what the device was known by, or {@code null}. It stays the same
	 * device, so that signing in more often brings no more budgets
	 * @return the token
	 */
	public String write(String accountId, String passwordHash, @Nullable KnownDevice before) {
		String id = (before != null && before.accountId().equals(accountId)) ? before.id() : RandomIds.next();
		String content = accountId + "." + id + "." + version(passwordHash) + "."
				+ this.clock.instant().plus(LIFETIME).getEpochSecond();
		return content + "." + mac(content);
	}

	/**
	 * Return what a token says.
	 * @param token what a client sent
	 * @return what it says, or {@code null} if this installation did not write it, if it
	 * names no password, as those of older versions, or if it has expired
	 */
	public @Nullable DeviceMark read(String token) {
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
		if (parts.length != 4 || Long.parseLong(parts[3]) <= this.clock.instant().getEpochSecond()) {
			return null;
		}
		return new DeviceMark(new KnownDevice(parts[0], parts[1]), parts[2]);
	}

	/**
	 * Tell whether a device has proved the password that an account has now.
	 * @param mark what its token says
	 * @param accountId the account
	 * @param passwordHash the stored hash of its password
	 * @return whether it is known for the account
	 */
	public boolean isCurrent(DeviceMark mark, String accountId, String passwordHash) {
		return mark.device().accountId().equals(accountId) && mark.version().equals(version(passwordHash));
	}

	/**
	 * Return a name for a password. The hash has a salt, so that each change makes
	 * another name, even a change to the same password; and without the key nothing about
	 * the hash is to be learnt from it.
	 */
	private String version(String passwordHash) {
		byte[] mac = HmacSha256.compute(this.versionKey, passwordHash.getBytes(StandardCharsets.UTF_8));
		return Base64Url.encode(Arrays.copyOf(mac, VERSION_BYTES));
	}

	private String mac(String text) {
		return Base64Url.encode(HmacSha256.compute(this.key, text.getBytes(StandardCharsets.UTF_8)));
	}

}
