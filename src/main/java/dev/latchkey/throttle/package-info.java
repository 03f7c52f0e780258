/**
 * Budgets against guessing and against logins in a loop, shared by all nodes. An attempt
 * is paid for before the password is looked at, so that a thousand at once get no further
 * than one after another; a successful attempt is refunded, and counted as a login.
 * <p>
 * What it keeps in Redis, as commands, where the key is the base64url of a SHA-256, never
 * a text from a client, and the value is when the budget was paid from, in milliseconds
 * since the epoch, and how many milliseconds it would take to fill up again, after which
 * the entry expires. ({@code {all}} is part of the key as it stands.) An attempt, a
 * refund or a login; and a refund that leaves nothing spent, or an administrator who
 * lifts a throttle:
 *
 * <pre>
 * SET latchkey:throttle:{all}:{key} "{time} {spent}" PX {millis}
 * DEL latchkey:throttle:{all}:{key}
 * </pre>
 *
 * And what it remembers about an account: hashes of the networks from which it signed in
 * last, 16 at most, separated by commas, for 30 days; under another key, those that have
 * used up their budgets; and that its throttle was lifted. The networks are forgotten
 * when the password changes:
 *
 * <pre>
 * SET latchkey:throttle:{all}:mark:{key} {members} PX {millis}
 * DEL latchkey:throttle:{all}:mark:{key}
 * </pre>
 *
 * One script does all that one attempt needs, so that nothing comes between the look and
 * the payment. This is why all entries share a slot on a cluster.
 */
@ApplicationModule(allowedDependencies = { "crypto", "text" })
@NullMarked
package dev.latchkey.throttle;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
