package dev.latchkey.revocation;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * Revocations as a feed brings them: each with strings of its own.
 */
final class Rows {

	private static final Instant NOW = Instant.now();

	private static final long ODD = 0x9E3779B97F4A7C15L;

	private Rows() {
	}

	/**
	 * Return the name of something: 16 bytes that look random, base64url.
	 * @param kind what it is the name of
	 * @param number which of its kind
	 */
	static String name(int kind, int number) {
		byte[] bytes = ByteBuffer.allocate(16).putLong(mixed(kind * ODD + number)).putLong(mixed(number * ODD)).array();
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	static String handle(int number) {
		return name(1, number);
	}

	static String account(int number) {
		return name(2, number);
	}

	static Revocation ofSession(int number) {
		return row(number, Revocation.Scope.SESSION, account(number), handle(number));
	}

	static Revocation ofAccount(int number) {
		return row(number, Revocation.Scope.ACCOUNT, account(number), null);
	}

	static Revocation ofEverybody(int number) {
		return row(number, Revocation.Scope.EVERYBODY, null, null);
	}

	static Revocation ofRole(int number, String role) {
		return row(number, Revocation.Scope.ROLE, null, role);
	}

	private static Revocation row(int number, Revocation.Scope scope, String account, String handle) {
		return new Revocation(number + 1L, name(3, number), scope, account, handle, EndReason.FORCED_LOGOUT, "admin",
				NOW, NOW.plus(Duration.ofHours(13)).plusNanos(number));
	}

	private static long mixed(long value) {
		long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
		mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
		return mixed ^ (mixed >>> 31);
	}

}
