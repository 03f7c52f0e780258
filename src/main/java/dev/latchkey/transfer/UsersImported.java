package dev.latchkey.transfer;

/**
 * A file of users was imported, as far as it went.
 *
 * @param created how many users were created
 * @param updated how many were changed, or were as their line says
 * @param skipped how many stayed as they were
 * @param failed how many lines failed
 * @param outcome {@code complete}, or why it stopped
 */
public record UsersImported(long created, long updated, long skipped, long failed, String outcome) {
}
