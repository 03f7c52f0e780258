package dev.latchkey.throttle;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

/**
 * Writes and reads what a device is known by after a login:
 * {@code account.device.expiry.MAC}. It opens nothing; it only says that whoever holds it
 * is not just anybody (OWASP's device cookies).
 *
 * @see <a href=
 * "https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies">OWASP:
 * device cookies</a>
 */
public class DeviceTokens {

	/** How long a device is known after its last login. */
	public static final Duration LIFETIME = Duration.ofDays(365);

	private static final String HMAC = "HmacSHA256";

	private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

	private static final int LONGEST = 256;

	private static final int ID_BYTES = 16;

	private final SecureRandom random = new SecureRandom();

	private final SecretKeySpec key;

	private final Clock clock;

	DeviceTokens(String masterKey, Clock clock) {
		// a key for this purpose only (RFC 5869, 2.3)
		SecretKeySpec master = new SecretKeySpec(Base64.getDecoder().decode(masterKey), HMAC);
		this.key = new SecretKeySpec(mac(master, "latchkey: device tokens\u0001"), HMAC);
		this.clock = clock;
	}

	/**
	 * Return what to give to a device after a login.
	 * @param accountId the account that signed in
	 * @param before what the device was known by, or {@code null}. It stays the same
	 * device, so that nobody gets more budgets by signing in more often
	 * @return the token
	 */
	public String write(String accountId, @Nullable KnownDevice before) {
		String id = (before != null && before.accountId().equals(accountId)) ? before.id() : randomId();
		String content = accountId + "." + id + "." + this.clock.instant().plus(LIFETIME).getEpochSecond();
		return content + "." + BASE64URL.encodeToString(mac(this.key, content));
	}

	/**
	 * Return who a token was given to.
	 * @param token what a client sent
	 * @return the device, or {@code null} if we did not write it or it has expired
	 */
	public @Nullable KnownDevice read(String token) {
		int end = token.lastIndexOf('.');
		if (token.length() > LONGEST || end < 0) {
			return null;
		}
		String content = token.substring(0, end);
		byte[] expected = BASE64URL.encode(mac(this.key, content));
		// in constant time, and as text: no MAC has a second spelling
		if (!MessageDigest.isEqual(expected, token.substring(end + 1).getBytes(StandardCharsets.UTF_8))) {
			return null;
		}
		String[] parts = content.split("\\.", -1);
		boolean expired = Long.parseLong(parts[2]) <= this.clock.instant().getEpochSecond();
		return expired ? null : new KnownDevice(parts[0], parts[1]);
	}

	private String randomId() {
		byte[] bytes = new byte[ID_BYTES];
		this.random.nextBytes(bytes);
		return BASE64URL.encodeToString(bytes);
	}

	private static byte[] mac(SecretKeySpec key, String text) {
		try {
			Mac mac = Mac.getInstance(HMAC);
			mac.init(key);
			return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("every JVM has HMAC-SHA256", ex);
		}
	}

}
