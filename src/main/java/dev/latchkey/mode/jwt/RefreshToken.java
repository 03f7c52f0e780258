package dev.latchkey.mode.jwt;

/**
 * What a refresh token says.
 *
 * @param handle the session that it is of
 * @param generation which refresh of that session it is of, 0 for the login
 */
record RefreshToken(String handle, long generation) {
}
