package dev.latchkey.mode.jwt;

import dev.latchkey.mode.IssuedCredentials;

/**
 * What a refresh on the way to a page comes to.
 *
 * @param issued what the browser gets
 * @param meanwhile what the rest of the request goes by. It is of the generation that the
 * browser has shown, for it may never get the page: nobody has the successor until it is
 * sent back
 */
record RenewedCredentials(IssuedCredentials issued, IssuedCredentials meanwhile) {
}
