/**
 * What the comparisons share: applications in JVMs of their own, the servers under them,
 * load, and what was measured of it.
 */
package dev.latchkey.bench.load;
