/**
 * Several nodes on one database and one Redis, under load and in faults. What every
 * thread did is recorded, and the promises are checked over the whole run afterwards.
 */
@NullMarked
package dev.latchkey.cluster;

import org.jspecify.annotations.NullMarked;
