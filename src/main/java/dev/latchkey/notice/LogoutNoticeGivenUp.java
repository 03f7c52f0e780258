package dev.latchkey.notice;

/**
 * An application is told no more of the end of a session: it has not confirmed it for a
 * day, or too many notices wait for it.
 *
 * @param clientId the application
 * @param accountId whose session it was
 * @param handle the session
 */
public record LogoutNoticeGivenUp(String clientId, String accountId, String handle) {
}
