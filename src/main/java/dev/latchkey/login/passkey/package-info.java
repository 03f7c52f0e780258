/**
 * One's own passkeys: adding, renaming and removing them.
 */
@NullMarked
package dev.latchkey.login.passkey;

import org.jspecify.annotations.NullMarked;
