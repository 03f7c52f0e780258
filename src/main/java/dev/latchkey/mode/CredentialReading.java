package dev.latchkey.mode;

import java.time.Instant;

import dev.latchkey.session.Session;
import dev.latchkey.session.seen.CredentialUse;

/**
 * What an authentic credential says.
 *
 * @param session the session that it opens or opened
 * @param validUntil when the credential, or the session, expires
 * @param use this use of it, recorded or not
 */
public record CredentialReading(Session session, Instant validUntil, CredentialUse use) {
}
