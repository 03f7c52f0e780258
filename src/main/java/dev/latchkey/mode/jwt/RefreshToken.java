package dev.latchkey.mode.jwt;

/**
 * The content of a refresh token.
 *
 * @param handle the handle of its session
 * @param generation the refresh that issued it, 0 for the login
 */
record RefreshToken(String handle, long generation) {
}
