package dev.latchkey.throttle;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;

import javax.crypto.SecretKey;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.DerivedKeys;
import dev.latchkey.crypto.HmacSha256;
import dev.latchkey.crypto.RandomIds;
import dev.latchkey.crypto.TextMac;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads what a device is known by after a login:
 * {@code account.device.version.expiry.MAC}. It opens nothing; it only says that the
 * client has signed in to the account before (OWASP's device cookies), and with which
 * password: with the next one, those who knew the old one become strangers. The MAC is
 * for the account's name as well, so that a token is refused without any look-up where
 * another name is tried.
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

	private final TextMac mac;

	private final SecretKey versionKey;

	private final Clock clock;

	DeviceTokens(DerivedKeys keys, Clock clock) {
		this.mac = new TextMac(keys.forAuthenticating("latchkey: device tokens"));
		this.versionKey = keys.forAuthenticating("latchkey: password versions");
		this.clock = clock;
	}

	/**
	 * Return what to give to a device after a login.
	 * @param accountId the account that signed in
	 * @param username its canonical name
	 * @param passwordHash the stored hash of the password that it signed in with
	 * @param before what the device was known by, or {@code null}. It stays the same
	 * device, so that signing in more often brings no more budgets
	 * @return the token
	 */
	public String write(String accountId, String username, String passwordHash, @Nullable KnownDevice before) {
		String id = (before != null && before.accountId().equals(accountId)) ? before.id() : RandomIds.next();
		String content = accountId + "." + id + "." + version(passwordHash) + "."
				+ this.clock.instant().plus(LIFETIME).getEpochSecond();
		return content + "." + this.mac.compute(content, username);
	}

	/**
	 * Return what a token says.
	 * @param token what a client sent
	 * @param username the canonical name of the account that the client tries
	 * @return what it says, or {@code null} if this installation did not write it for an
	 * account of that name, as older versions did for none in particular, or if it has
	 * expired
	 */
	public @Nullable DeviceMark read(String token, String username) {
		int end = token.lastIndexOf('.');
		if (token.length() > LONGEST || end < 0) {
			return null;
		}
		String content = token.substring(0, end);
		// as text: no MAC has a second spelling
		if (!this.mac.verifies(token.substring(end + 1), content, username)) {
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

}
