/**
 * Authorization requests (RFC 6749, 3.1; OpenID Connect Core 1.0, 3.1.2): read, checked
 * and answered, whether a browser brings them or an application pushes them. What a
 * person does in between stands in the request itself.
 */
@NullMarked
package dev.latchkey.oidc.authorize;

import org.jspecify.annotations.NullMarked;
