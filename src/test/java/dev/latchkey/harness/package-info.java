/**
 * What the tests stand on: real servers, the application started in this JVM, and a
 * client that speaks plain HTTP to it and hides nothing.
 */
@NullMarked
package dev.latchkey.harness;

import org.jspecify.annotations.NullMarked;
