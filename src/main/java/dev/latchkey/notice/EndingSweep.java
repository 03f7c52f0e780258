package dev.latchkey.notice;

import java.time.Instant;

import dev.latchkey.revocation.Revocation;
import org.jspecify.annotations.Nullable;

/**
 * An ending of very many sessions, and how far its notices are written.
 *
 * @param seq its number in the log
 * @param scope what it ended
 * @param subject the account or the role; {@code null} where it ended all
 * @param endedAt when
 * @param issuer in whose name applications are told
 * @param pass which pass over the grants this is, from 1
 * @param place the last grant that was looked at in this pass; empty for none
 */
record EndingSweep(long seq, Revocation.Scope scope, @Nullable String subject, Instant endedAt, String issuer, int pass,
		String place) {
}
