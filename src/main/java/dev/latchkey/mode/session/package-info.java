/**
 * Profile {@code session}: a server-side session in Redis, named by an HTTP-only cookie.
 * <p>
 * What it keeps in Redis, as commands, for a cookie's value {@code v} with {@code id} =
 * base64url(SHA-256(v)). At login, until an hour after the session's last moment, or
 * after it would be idle:
 *
 * <pre>
 * SET latchkey:session-of:{handle} {id} PX {millis}
 * HSET latchkey:session:{id} creationTime {ms} lastAccessedTime {ms} maxInactiveInterval {s} sessionAttr:session {json}
 * PEXPIRE latchkey:session:{id} {millis}
 * </pre>
 *
 * After that, only last-seen moves, and only in a hash that is there:
 *
 * <pre>
 * HSET latchkey:session:{id} lastAccessedTime {millis}
 * PEXPIREAT latchkey:session:{id} {millis}
 * </pre>
 *
 * When the session ends, the hash becomes a tombstone, and lives as long as it would
 * have:
 *
 * <pre>
 * HSET latchkey:session:{id} handle {handle} reason {reason}
 * HDEL latchkey:session:{id} creationTime lastAccessedTime maxInactiveInterval sessionAttr:session
 * </pre>
 */
@NullMarked
package dev.latchkey.mode.session;

import org.jspecify.annotations.NullMarked;
