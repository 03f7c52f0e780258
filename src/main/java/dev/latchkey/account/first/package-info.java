/**
 * The first administrator, whom the first start creates: the settings, and the box in
 * which a generated password is printed once.
 */
@NullMarked
package dev.latchkey.account.first;

import org.jspecify.annotations.NullMarked;
