/**
 * The page that asks people before an application learns of them, on the way of an
 * authorization request. Nothing of that request is kept: the page knows from its address
 * what to ask and where to lead, and what a person allows is kept by the package
 * {@code oauth}.
 */
@NullMarked
package dev.latchkey.oidc.consent;

import org.jspecify.annotations.NullMarked;
