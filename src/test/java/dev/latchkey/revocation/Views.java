package dev.latchkey.revocation;

import java.time.Duration;
import java.time.Instant;

import dev.latchkey.crypto.RandomIds;

/**
 * Views for tests that have no log.
 */
public final class Views {

	private Views() {
	}

	/**
	 * Return a view that knows of no ending.
	 */
	public static RevocationView fresh() {
		RevocationView view = new RevocationView(Duration.ofDays(1), System::nanoTime);
		view.markFreshAsOf(System.nanoTime());
		return view;
	}

	/**
	 * Let a view hear that a key was revoked.
	 */
	public static void revoke(RevocationView view, String kid) {
		Instant now = Instant.now();
		view.apply(new Revocation(1, RandomIds.next(), Revocation.Scope.KEY, null, kid, EndReason.KEY_REVOKED, "admin",
				now, now.plusSeconds(3600)));
	}

}
