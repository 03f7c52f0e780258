/**
 * Where an application sends a browser to sign its person out (OpenID Connect
 * RP-Initiated Logout 1.0).
 */
@NamedInterface("logout")
@NullMarked
package dev.latchkey.oidc.logout;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.NamedInterface;
