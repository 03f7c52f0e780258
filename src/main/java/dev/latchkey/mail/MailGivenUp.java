package dev.latchkey.mail;

import org.jspecify.annotations.Nullable;

/**
 * A letter will not be sent: the mail server refused it for good, or has not taken it for
 * a day.
 *
 * @param accountId whom it is about
 * @param username that account's name, or {@code null} where there is no such account any
 * more
 * @param kind what it would have said
 */
public record MailGivenUp(String accountId, @Nullable String username, LetterKind kind) {
}
