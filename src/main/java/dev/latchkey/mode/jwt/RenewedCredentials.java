package dev.latchkey.mode.jwt;

import dev.latchkey.mode.IssuedCredentials;

/**
 * The credentials that a refresh on the way to a page issues.
 *
 * @param issued the credentials for the browser
 * @param meanwhile the credentials that authorise the rest of the request. They are of
 * the generation that the browser has shown, as it may never get the page: the successor
 * counts as received only when the browser sends it back
 */
record RenewedCredentials(IssuedCredentials issued, IssuedCredentials meanwhile) {
}
