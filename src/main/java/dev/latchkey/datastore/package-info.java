/**
 * How a start takes the servers into use, how their clients behave when a server is slow
 * or away, how many long runs through rows go on at once, and what the packages that keep
 * rows share.
 */
@ApplicationModule(allowedDependencies = "startup")
@NullMarked
package dev.latchkey.datastore;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
