package dev.latchkey.notice;

/**
 * An application has not confirmed for a day that it was told of the end of a session,
 * and is told no more.
 *
 * @param clientId the application
 * @param accountId whose session it was
 * @param handle the session
 */
public record LogoutNoticeGivenUp(String clientId, String accountId, String handle) {
}
