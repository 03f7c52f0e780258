/**
 * What is the same at every door: the one writer of errors, as problem+json or as a page,
 * and the home page.
 */
@ApplicationModule(allowedDependencies = { "mode", "session", "session::active", "text" })
@NullMarked
package dev.latchkey.web;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
