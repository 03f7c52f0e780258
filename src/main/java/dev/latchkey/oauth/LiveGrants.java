package dev.latchkey.oauth;

import org.jspecify.annotations.Nullable;

/**
 * The grants that an application holds in a live session, of which there may be
 * thousands.
 *
 * @param handle the session
 * @param clientId the application
 * @param username the name of the account, or {@code null} if it is gone
 * @param count how many there are
 */
record LiveGrants(String handle, String clientId, @Nullable String username, int count) {
}
