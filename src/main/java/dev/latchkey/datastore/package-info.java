/**
 * How the clients of Redis and the database behave when their server is slow or away, and
 * what the packages that keep rows share.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.latchkey.datastore;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
