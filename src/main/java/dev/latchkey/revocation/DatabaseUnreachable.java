package dev.latchkey.revocation;

/**
 * The database does not answer any more. Published once in an outage.
 *
 * @param failure what it failed with: the name of an exception
 */
public record DatabaseUnreachable(String failure) {
}
