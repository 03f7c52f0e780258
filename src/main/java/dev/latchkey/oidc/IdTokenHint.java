package dev.latchkey.oidc;

/**
 * What an ID token says that an application brings along.
 *
 * @param clientId the application that it was made for
 * @param accountId the person whom it is about
 * @param handle the session in which it was given
 */
public record IdTokenHint(String clientId, String accountId, String handle) {

}
