package dev.latchkey.session.refresh;

/**
 * The content of a refresh token.
 *
 * @param id what it refreshes: the handle of a session, or the id of what was given to an
 * application in one; 22 characters of base64url
 * @param generation the refresh that issued it, 0 for the first
 */
public record RefreshToken(String id, long generation) {
}
