package dev.latchkey.factor;

import java.time.Instant;

import dev.latchkey.account.Account;
import org.jspecify.annotations.Nullable;

/**
 * A login whose password was right and whose second factor is asked for: what it began
 * with, and what the client has asked for.
 *
 * @param accountId the account
 * @param passwordVersion tells the password that was right from those that the account
 * had before and after; see {@link LoginTickets#versionOf(Account)}
 * @param epoch the revocation log's number when the login began
 * @param liveSince since when lists of sessions reach back
 * @param transport how the client will carry its credential
 * @param remembered whether the user asked to be remembered
 * @param deviceId what its device is known by, or {@code null}
 */
public record PendingLogin(String accountId, String passwordVersion, long epoch, Instant liveSince, String transport,
		boolean remembered, @Nullable String deviceId) {

}
