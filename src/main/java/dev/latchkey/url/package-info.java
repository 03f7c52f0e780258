/**
 * The URL space: which path is what, who may reach it, and on which host.
 */
@ApplicationModule(allowedDependencies = { "startup", "text" })
@NullMarked
package dev.latchkey.url;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
