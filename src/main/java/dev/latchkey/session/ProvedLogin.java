package dev.latchkey.session;

import dev.latchkey.account.Account;
import org.jspecify.annotations.Nullable;

/**
 * A login whose second factor was right.
 *
 * @param <T> what is issued
 * @param issued what was issued
 * @param account the account
 * @param deviceId what the login's device is known by, or {@code null}
 */
public record ProvedLogin<T>(T issued, Account account, @Nullable String deviceId) {
}
