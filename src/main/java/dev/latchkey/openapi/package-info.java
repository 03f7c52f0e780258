/**
 * The description of the API (OpenAPI). No other package imports it.
 */
@ApplicationModule(allowedDependencies = { "mode", "problem", "session", "url" })
@NullMarked
package dev.latchkey.openapi;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
