package dev.latchkey.notice;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * An ending of very many sessions, and how far one application's notices are written.
 *
 * @param seq its number in the log
 * @param applicationId the registration of the application that is told
 * @param scope what it ended, by the name of a scope of the log
 * @param subject the account or the role; {@code null} where it ended all
 * @param endedAt when
 * @param issuer in whose name the application is told
 * @param pass which pass over the grants this is, from 1
 * @param place the last grant that was looked at in this pass; empty for none
 */
record EndingSweep(long seq, String applicationId, String scope, @Nullable String subject, Instant endedAt,
		String issuer, int pass, String place) {
}
