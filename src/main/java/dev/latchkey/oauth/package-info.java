/**
 * What applications were given in a session by OAuth 2.0 and OpenID Connect: grants, with
 * their codes, refresh tokens, access tokens and ID tokens, and what people consented to.
 * It is the same in either mode. A grant hangs on a session and ends with it. Nothing
 * here knows of HTTP.
 */
@ApplicationModule(allowedDependencies = { "account", "application", "crypto", "datastore", "factor", "grant", "key",
		"key::token", "revocation", "session", "session::refresh", "session::seen", "url" })
@NullMarked
package dev.latchkey.oauth;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
