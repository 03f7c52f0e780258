package dev.latchkey.revocation;

/**
 * The name of this installation: all nodes on one database have it. What nodes tell each
 * other over Redis, and what they keep there, is of one installation.
 *
 * @param value 22 characters of base64url
 */
public record InstallationId(String value) {
}
