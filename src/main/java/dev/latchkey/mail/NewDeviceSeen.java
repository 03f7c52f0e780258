package dev.latchkey.mail;

/**
 * A session was opened from a device that the account was not known to use.
 *
 * @param accountId the account
 * @param address where the request came from
 * @param userAgent what the client calls itself
 */
public record NewDeviceSeen(String accountId, String address, String userAgent) {
}
