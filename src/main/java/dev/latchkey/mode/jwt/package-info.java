/**
 * Profile {@code jwt}: a signed access token, and a refresh token to get the next one
 * with. The server keeps no token: access tokens carry the session, refresh tokens carry
 * its handle and a number, and what has ended is in the log of revocations. Nothing of
 * this is in Redis.
 */
@NullMarked
package dev.latchkey.mode.jwt;

import org.jspecify.annotations.NullMarked;
