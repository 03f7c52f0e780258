/**
 * Latchkey, a self-hosted login service. The packages below form one house: a request
 * flows down from the doors through the mode to the ground, and nothing calls back up.
 */
@NullMarked
package dev.latchkey;

import org.jspecify.annotations.NullMarked;
