/**
 * Profile {@code session}: a server-side session in Redis, named by an HTTP-only cookie.
 * <p>
 * The store is a Spring Session {@code SessionRepository}, and its keys and fields are
 * those of Spring Session's own {@code RedisSessionRepository} with the namespace
 * {@code latchkey}. This is what it keeps, as commands, for a cookie's value {@code v}
 * with {@code id} = base64url(SHA-256(v)), so that the cookie's value is not in Redis. At
 * login, until an hour after the session would be idle or over:
 *
 * <pre>
 * SET latchkey:session-of:{handle} {id}.{mac} PX {millis}
 * HSET latchkey:sessions:{id} creationTime {ms} maxInactiveInterval {s} sessionAttr:session {json} mac {mac} lastAccessedTime {ms} lastAccessedMac {mac}
 * PEXPIRE latchkey:sessions:{id} {millis}
 * </pre>
 *
 * After that, last-seen moves, and a proof is renewed, only in a hash that is there:
 *
 * <pre>
 * HSET latchkey:sessions:{id} sessionAttr:session {json} mac {mac}
 * HSET latchkey:sessions:{id} lastAccessedTime {millis} lastAccessedMac {mac}
 * PEXPIREAT latchkey:sessions:{id} {millis}
 * </pre>
 *
 * When the session ends, a tombstone takes its place for the time that it had left. The
 * braces around the session's key are part of the tombstone's: on a cluster they keep
 * both in one slot.
 *
 * <pre>
 * DEL latchkey:sessions:{id}
 * HSET latchkey:ended:{latchkey:sessions:{id}} handle {handle} reason {reason} mac {mac}
 * PEXPIRE latchkey:ended:{latchkey:sessions:{id}} {millis}
 * </pre>
 *
 * And while a node is asked whether it is ready, to try whether Redis stores what it is
 * sent:
 *
 * <pre>
 * SET latchkey:ready:{node} {value} PX {millis}
 * </pre>
 *
 * Each of the others has a MAC, with a key that is derived from the master key for this
 * installation: of all of a session but last-seen, with its id; of its id and when it was
 * last seen; of its id and its handle; of its tombstone. What is not authentic is treated
 * as missing, before anything in it is read. So a client that can write to Redis opens no
 * session with that, keeps none alive, and says of none that it has ended.
 * <p>
 * A node that does not know a session reads the tombstone or the session by one command,
 * a script, and a signed-in request whose session it knows sends none.
 * <p>
 * <strong>Other readers.</strong> {@code RedisSessionRepository} finds a session by its
 * {@code id}, with the serializer that {@code SessionValueSerializer} shows; one that has
 * ended it does not find. A reader has to know three things. It deletes what it takes for
 * idle, although last-seen is written with a delay of up to a minute, and Latchkey then
 * cannot say any more that the session expired. A session may have ended a moment before
 * its tombstone is written, as the revocation log alone decides. And it must not save: it
 * has no key for the MACs, so Latchkey would treat a session that it has saved as
 * missing.
 */
@NullMarked
package dev.latchkey.mode.session;

import org.jspecify.annotations.NullMarked;
