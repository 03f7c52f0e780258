package dev.latchkey.recovery;

import dev.latchkey.mail.LinkPurpose;

/**
 * A client showed a token that opens no link for this purpose, or none any more. The
 * event does not repeat the token, and does not say whose link it was.
 *
 * @param purpose what the client wanted of it
 */
public record LinkRefused(LinkPurpose purpose) {
}
