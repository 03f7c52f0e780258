/**
 * "Second factor": a user's own authenticator app and recovery codes.
 */
@NullMarked
package dev.latchkey.login.factor;

import org.jspecify.annotations.NullMarked;
