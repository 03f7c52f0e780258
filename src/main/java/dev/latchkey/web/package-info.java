/**
 * What the doors share: the page model and the home page, answers to calls that ended
 * sessions, how lists show a session, and how slow clients are treated.
 */
@ApplicationModule(allowedDependencies = { "mode", "problem", "session", "session::active", "text", "url" })
@NullMarked
package dev.latchkey.web;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
