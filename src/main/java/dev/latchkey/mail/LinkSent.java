package dev.latchkey.mail;

/**
 * An administrator had a link made for a user. Published in the transaction that does it.
 *
 * @param accountId the user's account
 * @param username its name
 * @param kind which letter has that link
 * @param mailed whether it goes to the user by mail; else the administrator hands it over
 */
public record LinkSent(String accountId, String username, LetterKind kind, boolean mailed) {
}
