/**
 * Budgets against guessing, shared by all nodes. An attempt is paid for before the
 * password is looked at, so that a thousand at once get no further than one after
 * another; what was right gets its own payment back, and nothing else.
 * <p>
 * What it keeps in Redis, as commands, where the key is the base64url of a SHA-256,
 * whatever a client sent, and the value is when the budget was paid from, in milliseconds
 * since the epoch, and for how many milliseconds it would take to fill up again. Then the
 * entry goes. ({@code {all}} stands there as it is.) An attempt or a payment back, one
 * that leaves nothing, and an administrator who lifts a throttle:
 *
 * <pre>
 * SET latchkey:throttle:{all}:{key} "{time} {spent}" PX {millis}
 * DEL latchkey:throttle:{all}:{key}
 * DEL latchkey:throttle:{all}:{key} latchkey:throttle:{all}:{key}
 * </pre>
 *
 * One script does all that one attempt needs, so nothing comes between a look and the
 * payment. On a cluster all entries share a slot, therefore.
 */
@ApplicationModule(allowedDependencies = { "crypto", "text" })
@NullMarked
package dev.latchkey.throttle;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
