/**
 * The URL space: which path is what, and who may reach it.
 */
@ApplicationModule(allowedDependencies = "text")
@NullMarked
package dev.latchkey.url;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
