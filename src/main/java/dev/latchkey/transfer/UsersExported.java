package dev.latchkey.transfer;

/**
 * Users were exported.
 *
 * @param users how many
 * @param hashes whether the hashes of their passwords were among it
 */
public record UsersExported(long users, boolean hashes) {
}
