/**
 * The overview for administrators: what happened in the last day, as a page with pictures
 * and as JSON. It reads the event log and is imported by no other package.
 */
@ApplicationModule(allowedDependencies = { "audit::store", "revocation", "session", "session::active", "throttle" })
@NullMarked
package dev.latchkey.overview;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
