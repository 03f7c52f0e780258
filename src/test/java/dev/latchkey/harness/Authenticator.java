package dev.latchkey.harness;

import java.security.InvalidKeyException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import javax.crypto.spec.SecretKeySpec;

import com.eatthepath.otp.HmacOneTimePasswordGenerator;

/**
 * An authenticator app, which a person has set up for one account.
 *
 * @param latchkey where it is set up
 * @param secret the secret in Base32
 * @param recoveryCodes what the person was given with it
 */
public record Authenticator(Latchkey latchkey, String secret, List<String> recoveryCodes) {

	private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

	/**
	 * Set an app up for the user of a client, and let the code that did it be good again,
	 * so that no test has to wait for the next.
	 * @param latchkey the application
	 * @param client a client that is signed in
	 * @return the app
	 */
	public static Authenticator setUp(Latchkey latchkey, Client client) {
		String secret = client.post("/api/me/factors/totp").expect(200).text("/secret");
		Authenticator app = new Authenticator(latchkey, secret, List.of());
		Answer done = client.put("/api/me/factors/totp", Map.of("code", app.code())).expect(200);
		app.forgetUsed(client.get("/api/me").expect(200).text("/username"));
		return new Authenticator(latchkey, secret,
				done.json().get("recovery_codes").valueStream().map((code) -> code.asString()).toList());
	}

	/**
	 * Let codes be good again that were used.
	 * @param username whose
	 */
	public void forgetUsed(String username) {
		this.latchkey.sql()
			.sql("update totp_factor set last_step = 0 where account_id = (select id from account where username = ?)")
			.param(username)
			.update();
	}

	/**
	 * Return the code that it shows now.
	 * @return six digits
	 */
	public String code() {
		return code(0);
	}

	/**
	 * Return the code of another step.
	 * @param steps how many steps later
	 * @return six digits
	 */
	public String code(int steps) {
		return codeOf(this.secret, this.latchkey.clock().instant().plusSeconds(30L * steps));
	}

	/**
	 * Return a code that is not good now.
	 * @return six digits
	 */
	public String wrongCode() {
		List<String> right = Stream.of(-1, 0, 1, 2).map(this::code).toList();
		return Stream.iterate(0, (number) -> number + 1)
			.map((number) -> String.format(Locale.ROOT, "%06d", number))
			.filter((code) -> !right.contains(code))
			.findFirst()
			.orElseThrow();
	}

	/**
	 * Return the code of a secret.
	 * @param secret the secret in Base32
	 * @param time when the code is shown
	 * @return six digits
	 */
	public static String codeOf(String secret, Instant time) {
		try {
			return new HmacOneTimePasswordGenerator().generateOneTimePasswordString(
					new SecretKeySpec(bytes(secret), "HmacSHA1"), time.getEpochSecond() / 30, Locale.ROOT);
		}
		catch (InvalidKeyException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static byte[] bytes(String base32) {
		byte[] bytes = new byte[base32.length() * 5 / 8];
		for (int i = 0; i < base32.length() * 5; i++) {
			boolean bit = ((ALPHABET.indexOf(base32.charAt(i / 5)) >> (4 - i % 5)) & 1) == 1;
			if (bit && i / 8 < bytes.length) {
				bytes[i / 8] |= (byte) (1 << (7 - i % 8));
			}
		}
		return bytes;
	}

}
