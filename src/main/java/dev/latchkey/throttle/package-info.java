/**
 * Budgets against guessing, shared by all nodes. An attempt is paid for before the
 * password is looked at, so that a thousand at once get no further than one after
 * another; what was right gets its own payment back, and nothing else.
 * <p>
 * What it keeps in Redis, as commands, where the key is the base64url of a SHA-256,
 * whatever a client sent. An entry goes when it has not been paid from for as long as a
 * drained budget takes to fill up. The first attempt, each further one and each payment
 * back, and an administrator who lifts a throttle:
 *
 * <pre>
 * SET latchkey:throttle:{key} {bucket} NX PX {millis}
 * PSETEX latchkey:throttle:{key} {millis} {bucket}
 * DEL latchkey:throttle:{key}
 * </pre>
 *
 * Each is one command on one key, after a look at what is there; on a node, attempts on
 * the same budget that come at once share both.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.latchkey.throttle;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
