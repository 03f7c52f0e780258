/**
 * The tokens of applications: access tokens, ID tokens and what they say of people, each
 * written and verified in one place.
 */
@NamedInterface("token")
@NullMarked
package dev.latchkey.oauth.token;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.NamedInterface;
