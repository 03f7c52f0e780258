/**
 * Answers the sub-request of a reverse proxy: who sent this request?
 */
@ApplicationModule(allowedDependencies = "session")
@NullMarked
package dev.latchkey.forwardauth;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
