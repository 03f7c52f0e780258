/**
 * What a person can show beside a password: codes that change with time (RFC 6238) and
 * recovery codes; the tickets of logins that wait for one; what was shown at a login; and
 * which roles require a second factor. Nothing here knows of HTTP, or opens a session.
 */
@ApplicationModule(allowedDependencies = { "account", "brand", "crypto", "datastore", "text", "url" })
@NullMarked
package dev.latchkey.factor;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
