/**
 * How Latchkey shows itself to people: the name, the logo and the colour that an
 * installation gives it, on pages and in mail.
 */
@ApplicationModule(allowedDependencies = { "startup", "text" })
@NullMarked
package dev.latchkey.brand;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
