/**
 * The one filter chain, with its headers, its tokens against forged requests, and who may
 * call what. Nobody imports it.
 */
@ApplicationModule(allowedDependencies = { "mode", "problem", "session", "url" })
@NullMarked
package dev.latchkey.security;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
